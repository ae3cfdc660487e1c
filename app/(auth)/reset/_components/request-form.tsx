"use client";

import { useState } from "react";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError, Notice } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { resetRequestInput } from "@/lib/identity/account-input";
import { requestResetAction } from "../actions";

/** Asks for a reset link, and says the same whatever was typed. */
export function RequestForm() {
  const [sentTo, setSentTo] = useState<string>();
  const { register, submit, pending, errors, message } = useSubmit({
    schema: resetRequestInput,
    send: requestResetAction,
    onDone: (_, { login }) => setSentTo(login),
  });
  if (sentTo !== undefined) {
    return (
      <div role="status">
        <Notice tone="success" title="Check your mail">
          If {sentTo} belongs to an account, a link is on its way. It works for one hour. Nothing arrived? Your
          superuser can send you one too.
        </Notice>
      </div>
    );
  }
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <Field label="User name or e-mail" error={errors.login} required>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus {...register("login")} />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Send link
      </Button>
    </form>
  );
}
