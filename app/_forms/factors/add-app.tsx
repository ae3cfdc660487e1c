"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { appInput, confirmAppInput } from "@/lib/identity/factors/factor-input";
import { useSubmit } from "../use-submit";
import { CodeField } from "./code-field";
import { confirmAppAction, startAppAction } from "./factor-actions";

interface Started {
  authenticatorId: number;
  text: string;
  picture: string;
}

interface Flow {
  /** With the recovery codes that came with the first factor. */
  onAdded: (recoveryCodes?: string[]) => void;
  onCancel?: () => void;
}

/** Names an authenticator app, shows it the secret, and puts it in use by its first code. */
export function AddApp(flow: Flow) {
  const [started, setStarted] = useState<Started>();
  return started ? <Confirming {...flow} started={started} /> : <Naming {...flow} onStarted={setStarted} />;
}

function Naming({ onStarted, onCancel }: Flow & { onStarted: (started: Started) => void }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: appInput,
    send: startAppAction,
    onDone: onStarted,
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <Field
        label="Name of the app or phone"
        hint="So that you know it again: “My phone”."
        error={errors.name}
        required
      >
        <Input maxLength={60} autoComplete="off" autoFocus {...register("name")} />
      </Field>
      <Buttons pending={pending} label="Show the code to scan" onCancel={onCancel} />
    </form>
  );
}

function Confirming({ started, onAdded, onCancel }: Flow & { started: Started }) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: confirmAppInput,
    defaults: { authenticatorId: started.authenticatorId },
    send: confirmAppAction,
    onDone: ({ recoveryCodes }) => onAdded(recoveryCodes),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{message}</FormError>
      <ol className="flex list-decimal flex-col gap-4 pl-5">
        <li>
          <p>Scan this with your authenticator app, or type the secret into it.</p>
          {/* On white in the dark, too: cameras want it so. */}
          <div className="mt-3 flex flex-wrap items-center gap-4">
            {/* eslint-disable-next-line @next/next/no-img-element -- it is in the page itself, nothing is loaded */}
            <img
              src={started.picture}
              alt="QR code of the secret"
              className="size-44 rounded-md border border-line bg-white"
            />
            <div className="min-w-0">
              <p className="text-sm text-muted">Secret</p>
              <code className="font-mono text-sm break-words">{started.text}</code>
            </div>
          </div>
        </li>
        <li>
          <CodeField error={errors.code} {...register("code")} />
        </li>
      </ol>
      <Buttons pending={pending} label="Add app" onCancel={onCancel} />
    </form>
  );
}

function Buttons({ pending, label, onCancel }: { pending: boolean; label: string; onCancel?: () => void }) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" variant="primary" pending={pending}>
        {label}
      </Button>
      {onCancel && <Button onClick={onCancel}>Cancel</Button>}
    </div>
  );
}
