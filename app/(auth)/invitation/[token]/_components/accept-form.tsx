"use client";

import { AccountForm } from "@/app/(auth)/_components/account-form";
import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { useSubmit } from "@/app/_forms/use-submit";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { acceptAction } from "../actions";

/** User name, names, password; then signed in at once. */
export function AcceptForm({ token }: { token: string }) {
  const { submit, pending, errors, message } = useSubmit(
    ({ username, firstName, lastName, password }) =>
      acceptAction({ token, username: username ?? "", firstName, lastName, password: password ?? "" }),
    async ({ username }, { password }) => {
      const result = await submitSignIn(username, password ?? "");
      window.location.assign(result.ok ? "/" : "/sign-in");
    },
  );
  return (
    <AccountForm onSubmit={submit} pending={pending} message={message} passwordError={errors.password}>
      <Field
        label="User name"
        hint="Letters, digits, dots and dashes; you sign in with it."
        error={errors.username}
        required
      >
        <Input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label="First name" error={errors.firstName}>
          <Input name="firstName" autoComplete="given-name" />
        </Field>
        <Field label="Last name" error={errors.lastName}>
          <Input name="lastName" autoComplete="family-name" />
        </Field>
      </div>
    </AccountForm>
  );
}
