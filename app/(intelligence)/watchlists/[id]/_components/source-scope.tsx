"use client";

import { useState } from "react";
import { platformNames } from "@/components/intelligence/words";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface ScopeSource {
  id: number;
  name: string;
  platform: string;
}

/** More sources than this are narrowed by a part of their name. */
const MOST_AT_A_GLANCE = 12;

/** The sources that a rule is limited to; none is all. What is ticked stays in sight however the list is narrowed. */
export function SourceScope({
  sources,
  chosen,
  error,
  onChange,
}: {
  sources: readonly ScopeSource[];
  chosen: readonly number[];
  error: string | undefined;
  onChange: (ids: number[]) => void;
}) {
  const [part, setPart] = useState("");
  const unlisted = chosen.filter((id) => !sources.some((source) => source.id === id));
  const all = [...unlisted.map((id) => ({ id, name: `Source ${id}`, platform: "" })), ...sources];
  const shown = all.filter(
    ({ id, name }) => chosen.includes(id) || name.toLowerCase().includes(part.trim().toLowerCase()),
  );
  const turn = (id: number, on: boolean) => onChange(on ? [...chosen, id] : chosen.filter((each) => each !== id));
  if (all.length === 0) return null;
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">
        Sources <span className="ml-1 font-normal text-muted">optional</span>
      </legend>
      <p className="text-xs text-muted">
        {chosen.length === 0 ? "None is ticked: the rule looks in all." : `The rule looks in ${chosen.length} alone.`}
      </p>
      {all.length > MOST_AT_A_GLANCE && (
        <Field label="Narrow the sources by name" hideLabel>
          <Input
            type="search"
            placeholder="Part of a name"
            value={part}
            onChange={(event) => setPart(event.target.value)}
          />
        </Field>
      )}
      <div className="grid max-h-56 gap-2 overflow-y-auto">
        {shown.map(({ id, name, platform }) => (
          <Checkbox
            key={id}
            name="source_ids"
            value={id}
            label={<span className="wrap-anywhere">{name}</span>}
            hint={platformNames[platform]}
            checked={chosen.includes(id)}
            onChange={(event) => turn(id, event.target.checked)}
          />
        ))}
      </div>
      {error && (
        <p role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
