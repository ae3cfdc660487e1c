"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState, useTransition, type BaseSyntheticEvent } from "react";
import { useForm, type DefaultValues, type FieldErrors, type FieldValues, type Path } from "react-hook-form";
import type { z } from "zod";
import type { FieldError } from "@/lib/kernel/fault";
import { proven } from "./proven";

/** What came of sending a form, as the actions say it (ActionResult). */
export type SubmitResult<Output> =
  { ok: true; data: Output } | { ok: false; fault: { code?: string; message: string; fields?: FieldError[] } };

/**
 * A form that is checked by the schema of its use case before it is sent, and shows in the same places what the server
 * refuses: `errors` by field, `message` and `code` for what belongs to none. The first field at fault gets the focus; what was typed
 * stays. Text controls and selects are registered (`{...register("name")}`, with a `defaultValue` of their own), a
 * Combobox stands in a Controller. Give the form `noValidate` (the browser's own bubbles would speak first) and
 * `method="post"` (sent before this script runs, what was typed must not stand in the address). Use it in a component that
 * lives as long as its form, or what was typed comes back when the form is opened again.
 */
export function useSubmit<Values extends FieldValues, Parsed, Output>({
  schema,
  defaults,
  send,
  onDone,
}: {
  schema: z.ZodType<Parsed, Values>;
  /** What is sent without being typed: ids, tokens. */
  defaults?: DefaultValues<Values>;
  send: (values: Parsed) => Promise<SubmitResult<Output>>;
  onDone: (output: Output, values: Parsed) => unknown;
}) {
  const form = useForm<Values, unknown, Parsed>({
    resolver: zodResolver(schema),
    defaultValues: defaults,
    shouldFocusError: false, // it goes by the order of rendering, which is not that of the page (see show)
  });
  const [pending, startTransition] = useTransition();
  const [refusal, setRefusal] = useState<{ message: string; code?: string }>();
  const found = messagesOf(form.formState.errors);
  const [before, setBefore] = useState<typeof found>({});

  const attempt = form.handleSubmit(
    (values, event) =>
      startTransition(async () => {
        const answer = await proven(() => send(values)).catch(() => undefined);
        setRefusal(undefined);
        if (!answer)
          return setRefusal({ message: "The server did not answer. What you typed is still here; try again." });
        if (answer.ok) {
          setBefore({});
          return void (await onDone(answer.data, values));
        }
        const { fault } = answer;
        if (!fault.fields?.length) return setRefusal(fault);
        const elsewhere = show(event, fault.fields);
        if (elsewhere) setRefusal({ code: fault.code, message: elsewhere });
      }),
    (faults, event) => {
      const fields = Object.entries(messagesOf(faults)).map(([path, message = ""]) => ({ path, message }));
      const elsewhere = show(event, fields);
      setRefusal(elsewhere ? { message: elsewhere } : undefined);
    },
  );

  /** Puts errors beside their fields and the focus into the first of them on the page; says those that have no field here. */
  function show(event: BaseSyntheticEvent | undefined, faults: FieldError[]): string {
    const controls = Array.from((event?.target as HTMLFormElement).elements, (control) => control.getAttribute("name"));
    const shown = faults.filter(({ path }) => controls.includes(path));
    for (const { path, message } of shown) form.setError(path as Path<Values>, { message });
    const first = controls.find((name) => shown.some(({ path }) => path === name));
    if (first) form.setFocus(first as Path<Values>);
    const elsewhere = faults.filter((fault) => !shown.includes(fault));
    return elsewhere.map(({ path, message }) => `${path}: ${message}`).join(", ");
  }

  const submit = (event: BaseSyntheticEvent) => {
    setBefore(found);
    void attempt(event);
  };

  // While the server thinks, the last errors stay, so that nothing jumps twice.
  return { form, register: form.register, submit, pending, errors: pending ? before : found, ...refusal };
}

function messagesOf<Values extends FieldValues>(faults: FieldErrors<Values>): { [Name in keyof Values]?: string } {
  const messages = Object.entries(faults).map(([name, fault]) => [name, String(fault?.message)]);
  return Object.fromEntries(messages) as { [Name in keyof Values]?: string };
}
