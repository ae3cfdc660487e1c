"use client";

import { submitSignIn } from "@/app/(auth)/_components/submit-sign-in";
import { NEW_PASSWORD_HINT, PasswordField } from "@/app/_forms/password-field";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
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
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
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
