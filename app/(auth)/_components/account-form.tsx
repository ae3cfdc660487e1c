import type { BaseSyntheticEvent, ReactNode } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { NEW_PASSWORD_HINT, PasswordField } from "@/app/_forms/password-field";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";

/** A form that creates an account: its own fields, then the password. */
export function AccountForm({
  onSubmit,
  pending,
  message,
  password,
  passwordError,
  children,
}: {
  onSubmit: (event: BaseSyntheticEvent) => void;
  pending: boolean;
  message?: ReactNode;
  password: UseFormRegisterReturn;
  passwordError?: string;
  children: ReactNode;
}) {
  return (
    <form onSubmit={onSubmit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      {children}
      <PasswordField
        label="Password"
        hint={NEW_PASSWORD_HINT}
        error={passwordError}
        autoComplete="new-password"
        {...password}
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Create account
      </Button>
    </form>
  );
}
