"use client";

import { useEffect, useRef, useState, type Ref } from "react";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { findOrganizationsAction } from "../actions";

/** Finds one of thousands of organizations as one types. */
export function OrganizationPicker({
  name,
  ref,
  label,
  chosen,
  error,
  submits = false,
  onChoose,
}: {
  name: string;
  ref?: Ref<HTMLInputElement>;
  label: string;
  chosen: ComboboxOption | null;
  error?: string;
  /** Sends the surrounding form when the choice changes. */
  submits?: boolean;
  onChoose?: (organization: ComboboxOption | null) => void;
}) {
  const [options, setOptions] = useState<ComboboxOption[]>(chosen ? [chosen] : []);
  const [value, setValue] = useState(chosen);
  const turn = useRef(0);
  const box = useRef<HTMLDivElement>(null);
  const changed = useRef(false);

  async function find(query: string) {
    const mine = ++turn.current;
    const found = await findOrganizationsAction(query).catch(() => []);
    if (mine === turn.current) setOptions(found);
  }

  // After the hidden input has the new value.
  useEffect(() => {
    if (changed.current && submits) box.current?.closest("form")?.requestSubmit();
    changed.current = false;
  }, [value, submits]);

  return (
    <div ref={box} className="min-w-48" onFocus={() => turn.current === 0 && void find("")}>
      <Field label={label} hideLabel={submits} error={error} required={!submits}>
        <Combobox
          name={name}
          ref={ref}
          options={options}
          value={value}
          placeholder={submits ? "All organizations" : "Find an organization"}
          onQueryChange={(query) => void find(query)}
          onValueChange={(next) => {
            changed.current = true;
            setValue(next);
            onChoose?.(next);
          }}
        />
      </Field>
    </div>
  );
}
