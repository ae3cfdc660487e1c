"use client";

import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { passwordChangeInput } from "@/lib/identity/account-input";
import { changePasswordAction } from "./password-actions";
import { NEW_PASSWORD_HINT, PasswordField } from "./password-field";
import { useSubmit } from "./use-submit";

/** The current password and a new one. */
export function ChangePasswordForm({ onDone }: { onDone: () => unknown }) {
  const { form, register, submit, pending, errors, message } = useSubmit({
    schema: passwordChangeInput,
    send: changePasswordAction,
    onDone: () => {
      form.reset();
      return onDone();
    },
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <PasswordField
        label="Current password"
        error={errors.current}
        autoComplete="current-password"
        {...register("current")}
      />
      <PasswordField
        label="New password"
        hint={NEW_PASSWORD_HINT}
        error={errors.replacement}
        autoComplete="new-password"
        {...register("replacement")}
      />
      <div>
        <Button type="submit" variant="primary" pending={pending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
