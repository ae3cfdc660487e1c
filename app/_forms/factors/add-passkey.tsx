"use client";

import { z } from "zod";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { factorName } from "@/lib/identity/factors/factor-input";
import { proven } from "../proven";
import { useSubmit, type SubmitResult } from "../use-submit";
import { makePasskey } from "./browser-passkey";
import { addPasskeyAction, beginPasskeyAction } from "./factor-actions";

/** Names a passkey and lets the browser make it. */
export function AddPasskey({
  onAdded,
  onCancel,
}: {
  /** With the recovery codes that came with the first factor. */
  onAdded: (recoveryCodes?: string[]) => void;
  onCancel?: () => void;
}) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: z.object({ name: factorName }),
    send: make,
    onDone: ({ recoveryCodes }) => onAdded(recoveryCodes),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <Field
        label="Name of the passkey"
        hint="Where it lives: “My laptop”, “Key on my ring”. Then your browser asks you to make it."
        error={errors.name}
        required
      >
        <Input maxLength={60} autoComplete="off" autoFocus {...register("name")} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" icon="fingerprint" pending={pending}>
          Make a passkey
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}

/** The server wants proof before the browser asks for anything. */
async function make({ name }: { name: string }): Promise<SubmitResult<{ recoveryCodes?: string[] }>> {
  const asked = await proven(beginPasskeyAction);
  if (!asked.ok) return asked;
  const made = await makePasskey(asked.data);
  return made.ok ? addPasskeyAction({ name, response: made.data }) : made;
}
