"use client";

import { NEW_PASSWORD_HINT, PasswordField } from "@/app/_forms/password-field";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { resetPasswordAction } from "../actions";

/** One new password, which can be shown, so that it need not be typed twice. */
export function ResetForm({ token, username }: { token: string; username: string }) {
  const { submit, pending, errors, message } = useSubmit(
    ({ password }) => resetPasswordAction({ token, password: password ?? "" }),
    () => window.location.assign("/sign-in?notice=password-changed"),
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <PasswordField
        label="New password"
        name="password"
        hint={NEW_PASSWORD_HINT}
        error={errors.password}
        autoComplete="new-password"
        autoFocus
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Change password
      </Button>
    </form>
  );
}
