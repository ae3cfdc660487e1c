"use client";

import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A code of an authenticator app, or a recovery code. */
export function CodeField({
  recovering = false,
  error,
  ...input
}: { recovering?: boolean; error?: string } & ComponentProps<typeof Input>) {
  return (
    <Field
      label={recovering ? "Recovery code" : "Code from your authenticator app"}
      hint={recovering ? "One of those you kept when you set this up. It works once." : undefined}
      error={error}
      required
    >
      <Input
        {...input}
        className="font-mono tracking-widest"
        inputMode={recovering ? "text" : "numeric"}
        autoComplete={recovering ? "off" : "one-time-code"}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        autoFocus
      />
    </Field>
  );
}
