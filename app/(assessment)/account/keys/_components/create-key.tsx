"use client";

import { useState } from "react";
import { useSubmit } from "@/app/_forms/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { keyInput } from "@/lib/identity/key-input";
import type { Scope } from "@/lib/kernel/actor";
import { requiredText } from "@/lib/kernel/input";
import { createKeyAction } from "../actions";
import { NewKey } from "./new-key";

const lifetimes = [
  { days: "30", label: "30 days" },
  { days: "90", label: "90 days" },
  { days: "365", label: "1 year" },
  { days: "", label: "Until revoked" },
];

/** Programs may leave a key unnamed; a person would not find it again. */
const namedKeyInput = keyInput.extend({ name: requiredText(100) });

const daysOf = (chosen: string) => (chosen ? Number(chosen) : null);

/** Name, scopes and lifetime of a new key; then the key itself, once. */
export function CreateKey(props: { userId: number; scopes: { scope: Scope; words: string }[] }) {
  const [made, setMade] = useState<{ value: string; name: string }>();
  if (made) return <NewKey {...made} onDone={() => setMade(undefined)} />;
  return <KeyForm {...props} onMade={setMade} />;
}

function KeyForm({
  userId,
  scopes,
  onMade,
}: {
  userId: number;
  scopes: { scope: Scope; words: string }[];
  onMade: (key: { value: string; name: string }) => void;
}) {
  const { register, submit, pending, errors, message } = useSubmit({
    schema: namedKeyInput,
    defaults: { userId, scopes: [] },
    send: createKeyAction,
    onDone: ({ key }, { name }) => onMade({ value: key, name }),
  });
  return (
    <form onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">
        {message ?? (errors.scopes && "Choose at least one thing that the key may do.")}
      </FormError>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={errors.name} hint="What will use it: “Release pipeline”." required>
          <Input maxLength={100} autoComplete="off" {...register("name")} />
        </Field>
        <Field label="Works for" error={errors.expiresInDays}>
          <Select defaultValue="90" {...register("expiresInDays", { setValueAs: daysOf })}>
            {lifetimes.map(({ days, label }) => (
              <option key={label} value={days}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <fieldset>
        <legend className="text-sm font-medium">It may</legend>
        <div className="mt-2 grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
          {scopes.map(({ scope, words }) => (
            <Checkbox
              key={scope}
              value={scope}
              label={words}
              hint={<span className="font-mono">{scope}</span>}
              {...register("scopes")}
            />
          ))}
        </div>
      </fieldset>
      <div>
        <Button type="submit" variant="primary" icon="key" pending={pending}>
          Create key
        </Button>
      </div>
    </form>
  );
}
