"use client";

import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { changePasswordAction } from "./password-actions";
import { NEW_PASSWORD_HINT, PasswordField } from "./password-field";
import { useSubmit } from "./use-submit";

/** The current password and a new one. */
export function ChangePasswordForm({ onDone }: { onDone: (form: HTMLFormElement) => void }) {
  const { submit, pending, errors, message } = useSubmit(
    ({ current, replacement }) => changePasswordAction({ current: current ?? "", replacement: replacement ?? "" }),
    (_, __, form) => onDone(form),
  );
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <PasswordField label="Current password" name="current" error={errors.current} autoComplete="current-password" />
      <PasswordField
        label="New password"
        name="replacement"
        hint={NEW_PASSWORD_HINT}
        error={errors.replacement}
        autoComplete="new-password"
      />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
