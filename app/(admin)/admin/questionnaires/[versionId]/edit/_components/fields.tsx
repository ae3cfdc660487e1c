"use client";

import { useState, type ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

/** Keeps what is half typed to itself, and hands on what is accepted: `read` says the value, or what is wrong with it. */
export function TypedField<Value>({
  label,
  value,
  read,
  onChange,
  hint,
  inputMode,
  hideLabel,
}: {
  label: string;
  value: string;
  read: (typed: string) => { value: Value } | { error: string };
  onChange: (value: Value) => void;
  hint?: ReactNode;
  inputMode?: "decimal";
  hideLabel?: boolean;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const wrong = typed === null ? undefined : read(typed);
  return (
    <Field label={label} hint={hint} hideLabel={hideLabel} error={wrong && "error" in wrong ? wrong.error : undefined}>
      <Input
        value={typed ?? value}
        inputMode={inputMode}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          const accepted = read(next);
          if ("value" in accepted) onChange(accepted.value);
        }}
        // What was not accepted is left behind: the field says again what stands.
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
}

/** Reads a number within bounds, in hundredths at most. */
export const numberWithin = (least: number, most: number) => (typed: string) => {
  const value = Number(typed.trim().replace(",", "."));
  if (typed.trim() === "" || !(value >= least && value <= most)) return { error: `A number from ${least} to ${most}.` };
  return { value: Math.round(value * 100) / 100 };
};

/** A text that may be long. */
export function ProseField({
  label,
  value,
  onChange,
  hint,
  rows = 2,
  most = 20_000,
  error,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  rows?: number;
  most?: number;
  error?: string;
}) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Textarea rows={rows} maxLength={most} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

export function LineField({
  label,
  value,
  onChange,
  hint,
  most = 300,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  most?: number;
}) {
  return (
    <Field label={label} hint={hint}>
      <Input maxLength={most} value={value} onChange={(event) => onChange(event.target.value)} />
    </Field>
  );
}

/** A step from 1 to 5, or none. */
export function StepField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return (
    <Field label={label}>
      <Select
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value ? Number(event.target.value) : null)}
      >
        <option value="">None</option>
        {[1, 2, 3, 4, 5].map((step) => (
          <option key={step} value={step}>
            {step}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Lines that are read as they are typed, and written anew as they were read when the field is left. */
export function TypedLines({
  label,
  value,
  hint,
  onChange,
}: {
  label: string;
  value: string;
  hint?: ReactNode;
  onChange: (typed: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Field label={label} hint={hint}>
      <Textarea
        rows={2}
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
        onBlur={() => setTyped(null)}
      />
    </Field>
  );
}
