"use client";

import { AccountForm } from "@/app/(auth)/_components/account-form";
import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { useSubmit } from "@/app/_forms/use-submit";
import { Field } from "@/components/ui/field";
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
    <AccountForm onSubmit={submit} pending={pending} message={message} passwordError={errors.password}>
      <Field label="Your organization" error={errors.organization} required>
        <Input name="organization" autoComplete="organization" autoFocus />
      </Field>
      <Field label="User name" error={errors.username} required>
        <Input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field label="E-mail" error={errors.email} required>
        <Input name="email" type="email" autoComplete="email" />
      </Field>
    </AccountForm>
  );
}
