"use client";

import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { NEW_PASSWORD_HINT, PasswordField } from "@/app/_forms/password-field";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { setUpAction } from "../actions";

/** Organization, user name, e-mail, password; then signed in at once. */
export function SetupForm({ token }: { token: string }) {
  const { submit, pending, errors, message } = useSubmit(
    ({ organization = "", username = "", email = "", password = "" }) =>
      setUpAction({ token, organization, username, email, password }),
    async ({ username }, { password }) => {
      const result = await submitSignIn(username, password ?? "");
      window.location.assign(result.ok ? "/" : "/sign-in?notice=set-up");
    },
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <Field label="Your organization" error={errors.organization} required>
        <Input name="organization" autoComplete="organization" autoFocus />
      </Field>
      <Field label="User name" error={errors.username} required>
        <Input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field label="E-mail" error={errors.email} required>
        <Input name="email" type="email" autoComplete="email" />
      </Field>
      <PasswordField
        label="Password"
        name="password"
        hint={NEW_PASSWORD_HINT}
        error={errors.password}
        autoComplete="new-password"
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Create account
      </Button>
    </form>
  );
}
