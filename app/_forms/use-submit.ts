"use client";

import { useState, useTransition, type FormEvent } from "react";
import type { ActionResult } from "@/app/_http/action";

/**
 * Sends a form to an action and keeps what it refused: `errors` by field, `message` for what belongs to none. The first
 * field at fault gets the focus; what was typed stays.
 */
export function useSubmit<Output>(
  send: (values: Record<string, string>) => Promise<ActionResult<Output>>,
  onDone: (output: Output, values: Record<string, string>, form: HTMLFormElement) => unknown,
) {
  const [pending, startTransition] = useTransition();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string>();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = Object.fromEntries(new FormData(form)) as Record<string, string>;
    startTransition(async () => {
      const result = await send(values).catch(() => undefined);
      setErrors({});
      setMessage(undefined);
      if (!result) return setMessage("The server did not answer. What you typed is still here; try again.");
      if (result.ok) return void (await onDone(result.data, values, form));
      const fields = Object.fromEntries((result.fault.fields ?? []).map(({ path, message }) => [path, message]));
      const first = Object.keys(fields).find((name) => form.elements.namedItem(name) instanceof HTMLElement);
      setErrors(fields);
      if (first) (form.elements.namedItem(first) as HTMLElement).focus();
      else setMessage(result.fault.message);
    });
  };
  return { submit, pending, errors, message };
}
