"use client";

import { useState, useTransition } from "react";
import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { leaveFor } from "@/app/_forms/leave-for";
import { PasswordField } from "@/app/_forms/password-field";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { signInInput } from "@/lib/identity/account-input";
import type { AskedFactors } from "@/lib/identity/sign-in";
import { offerSsoAction } from "../actions";
import { FactorStep } from "./factor-step";
import { PasskeyButton } from "./passkey-button";
import { SsoStep, type Offer } from "./sso-step";

/** The password is not there to be checked until it is asked for. */
const stepInput = signInInput.partial({ password: true });

/**
 * One field, then the password: the second step looks the same whether there is such an account or not. Then a second
 * factor, where the account has one.
 */
export function SignInForm(props: { next: string; logins: string[]; passkeys: boolean; sso: boolean }) {
  const [asked, setAsked] = useState<AskedFactors>();
  if (asked) return <FactorStep asked={asked} next={props.next} onRestart={() => setAsked(undefined)} />;
  return <PasswordSteps {...props} onAsked={setAsked} />;
}

function PasswordSteps({
  next,
  logins,
  passkeys,
  sso,
  onAsked,
}: {
  next: string;
  logins: string[];
  passkeys: boolean;
  /** Whether any organization has single sign-on. */
  sso: boolean;
  onAsked: (asked: AskedFactors) => void;
}) {
  const [asksPassword, setAsksPassword] = useState(false);
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: stepInput,
    send: async ({ login, password = "" }) => {
      const result = await submitSignIn(login, password);
      if (!result.ok) form.setFocus("password", { shouldSelect: true });
      return result;
    },
    onDone: (asked) => (asked ? onAsked(asked) : leaveFor(next)),
  });
  const [offer, setOffer] = useState<Offer>();
  const [looking, startLooking] = useTransition();
  const askPassword = form.handleSubmit(
    ({ login }) =>
      startLooking(async () => {
        const offered = sso && login.includes("@") ? await offerSsoAction({ login }).catch(() => undefined) : undefined;
        if (offered?.ok && offered.data) setOffer(offered.data);
        else setAsksPassword(true);
      }),
    () => form.setFocus("login"),
  );

  const choose = (name: string) => {
    form.setValue("login", name);
    form.clearErrors();
    if (asksPassword) form.setFocus("password");
    setAsksPassword(true);
  };

  if (offer) {
    const goOn = () => {
      setOffer(undefined);
      setAsksPassword(true);
    };
    return <SsoStep offer={offer} next={next} onPassword={goOn} />;
  }
  return (
    <form
      onSubmit={asksPassword ? submit : (event) => void askPassword(event)}
      noValidate
      method="post"
      className="flex flex-col gap-4"
    >
      <FormError className="empty:-mb-4">{message}</FormError>
      <Field label="User name or e-mail" error={errors.login} required>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus {...register("login")} />
      </Field>
      {asksPassword && (
        <PasswordField
          label="Password"
          error={errors.password}
          autoComplete="current-password"
          autoFocus
          {...register("password")}
        />
      )}
      <Button type="submit" variant="primary" size="lg" pending={pending || looking}>
        {asksPassword ? "Sign in" : "Continue"}
      </Button>
      {passkeys && !asksPassword && <PasskeyButton next={next} />}
      <p className="text-center text-sm">
        <TextLink href="/reset">Forgot your password?</TextLink>
      </p>
      {logins.length > 0 && <DemoLogins logins={logins} choose={choose} />}
    </form>
  );
}

function DemoLogins({ logins, choose }: { logins: string[]; choose: (login: string) => void }) {
  return (
    <section aria-labelledby="demo" className="border-t border-line pt-4 text-sm">
      <h2 id="demo" className="font-medium">
        Demo accounts
      </h2>
      <p className="mt-0.5 text-muted">Their password was printed when the server started.</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {logins.map((login) => (
          <li key={login}>
            <Button size="sm" onClick={() => choose(login)}>
              {login}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
