"use client";

import { useRouter } from "next/navigation";
import { useRef, useTransition, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

interface Picker {
  /** Its name in the address: `at`, `from`, `to`. */
  name: string;
  label: string;
  /** What is shown now, as the address has it. */
  value: string;
  options: { value: string; label: string }[];
}

/**
 * Chooses moments: one of those that are kept, or the end of any day. What is chosen goes into the address. Without
 * JavaScript it is a plain form; a day then comes beside the name, as `from_day`.
 */
export function MomentForm({
  path,
  pickers,
  kept = {},
  action,
}: {
  path: string;
  pickers: Picker[];
  kept?: Record<string, string | undefined>;
  /** The verb of its button. */
  action: string;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(kept)) if (value) query.set(name, value);
    for (const { name } of pickers) query.set(name, String(given.get(`${name}_day`) || given.get(name) || "now"));
    startTransition(() => router.push(`${path}?${query.toString()}`, { scroll: false }));
  }

  return (
    <form ref={form} action={path} onSubmit={submit} className="flex flex-wrap items-end gap-x-4 gap-y-3">
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {pickers.map(({ name, label, value, options }) => (
        <div key={`${name} ${value}`} className="flex min-w-0 flex-1 basis-72 flex-wrap items-end gap-2">
          <Field label={label} className="min-w-44 flex-1">
            <Select
              name={name}
              defaultValue={value}
              onChange={() => {
                const day = form.current?.elements.namedItem(`${name}_day`);
                if (day instanceof HTMLInputElement) day.value = "";
                form.current?.requestSubmit();
              }}
            >
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={`or the end of a day (${label.toLowerCase()})`} hideLabel>
            <Input
              type="date"
              name={`${name}_day`}
              title="The end of a day, in UTC"
              defaultValue={/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : ""}
              className="w-38"
            />
          </Field>
        </div>
      ))}
      <Button type="submit" pending={pending}>
        {action}
      </Button>
    </form>
  );
}
