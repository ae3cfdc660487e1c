"use client";

import { useState, type FormEvent, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Scope } from "@/lib/kernel/actor";
import { createKeyAction } from "../actions";
import { NewKey } from "./new-key";

const lifetimes = [
  { days: "30", label: "30 days" },
  { days: "90", label: "90 days" },
  { days: "365", label: "1 year" },
  { days: "", label: "Until revoked" },
];

/** Name, scopes and lifetime of a new key; then the key itself, once. */
export function CreateKey({ userId, scopes }: { userId: number; scopes: { scope: Scope; words: string }[] }) {
  const [made, setMade] = useState<{ value: string; name: string }>();
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();

  if (made) return <NewKey {...made} onDone={() => setMade(undefined)} />;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name"));
    const chosen = form.getAll("scope") as Scope[];
    const days = String(form.get("days"));
    if (chosen.length === 0) return setProblem("Choose at least one thing that the key may do.");
    startTransition(async () => {
      const result = await createKeyAction({ userId, name, scopes: chosen, expiresInDays: days ? Number(days) : null });
      setProblem(result.ok ? undefined : result.fault.message);
      if (result.ok) setMade({ value: result.data.key, name });
    });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <FormError className="empty:-mb-4">{problem}</FormError>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" hint="What will use it: “Release pipeline”." required>
          <Input name="name" maxLength={100} autoComplete="off" />
        </Field>
        <Field label="Works for">
          <Select name="days" defaultValue="90">
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
              name="scope"
              value={scope}
              label={words}
              hint={<span className="font-mono">{scope}</span>}
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
