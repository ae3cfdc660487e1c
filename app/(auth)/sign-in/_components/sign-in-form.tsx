"use client";

import { useEffect, useRef, useState, type FormEvent } from "react";
import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { PasswordField } from "@/app/_forms/password-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";

/** One field, then the password: the second step looks the same whether there is such an account or not. */
export function SignInForm({ next, logins }: { next: string; logins: string[] }) {
  const [login, setLogin] = useState("");
  const [asksPassword, setAsksPassword] = useState(false);
  const [pending, setPending] = useState(false);
  const [message, setMessage] = useState<string>();
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (asksPassword) password.current?.focus();
  }, [asksPassword]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!asksPassword) return setAsksPassword(true);
    setPending(true);
    setMessage(undefined);
    const result = await submitSignIn(login, password.current?.value ?? "");
    if (result.ok) return window.location.assign(next); // a full load: nothing of the visitor's pages stays
    setPending(false);
    setMessage(result.message);
    password.current?.select();
  }

  const choose = (name: string) => {
    setLogin(name);
    setAsksPassword(true);
    password.current?.focus();
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <Field label="User name or e-mail" required>
        <Input
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
      </Field>
      {asksPassword && (
        <PasswordField label="Password" name="password" autoComplete="current-password" ref={password} />
      )}
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {asksPassword ? "Sign in" : "Continue"}
      </Button>
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
