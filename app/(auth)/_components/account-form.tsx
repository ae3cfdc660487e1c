import type { FormEvent, ReactNode } from "react";
import { NEW_PASSWORD_HINT, PasswordField } from "@/app/_forms/password-field";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";

/** A form that creates an account: its own fields, then the password. */
export function AccountForm({
  onSubmit,
  pending,
  message,
  passwordError,
  children,
}: {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  pending: boolean;
  message?: ReactNode;
  passwordError?: string;
  children: ReactNode;
}) {
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      {children}
      <PasswordField
        label="Password"
        name="password"
        hint={NEW_PASSWORD_HINT}
        error={passwordError}
        autoComplete="new-password"
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Create account
      </Button>
    </form>
  );
}
