"use client";

import { leaveFor } from "@/app/_forms/leave-for";
import { NEW_PASSWORD_HINT, PasswordField } from "@/app/_forms/password-field";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { resetInput } from "@/lib/identity/account-input";
import { resetPasswordAction } from "../actions";

/** One new password, which can be shown, so that it need not be typed twice. */
export function ResetForm({ token, username }: { token: string; username: string }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: resetInput,
    defaults: { token },
    send: resetPasswordAction,
    onDone: () => leaveFor("/sign-in?notice=password-changed"),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <PasswordField
        label="New password"
        hint={NEW_PASSWORD_HINT}
        error={errors.password}
        autoComplete="new-password"
        autoFocus
        {...register("password")}
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Change password
      </Button>
    </form>
  );
}
