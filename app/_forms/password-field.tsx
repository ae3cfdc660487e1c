"use client";

import { useState, type ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A password that can be shown while it is typed. Pasting and password managers are welcome. */
export function PasswordField({
  label,
  hint,
  error,
  ...input
}: { label: string; hint?: string; error?: string } & ComponentProps<typeof Input>) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field label={label} hint={hint} error={error} required>
        <Input {...input} type={shown ? "text" : "password"} autoCapitalize="none" spellCheck={false} />
      </Field>
      <button
        type="button"
        aria-pressed={shown}
        className="absolute top-0 right-0 rounded-sm text-sm text-accent-ink hover:underline"
        onClick={() => setShown(!shown)}
      >
        {shown ? "Hide" : "Show"}
        <span className="sr-only"> {label.toLowerCase()}</span>
      </button>
    </div>
  );
}

/** Beside every field for a new password. */
export const NEW_PASSWORD_HINT = "At least 15 characters. A few words of your own will do.";
