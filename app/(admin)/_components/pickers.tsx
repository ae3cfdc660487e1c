"use client";

import { useEffect, useRef, useState, type Ref } from "react";
import { Combobox, type ComboboxOption } from "@/components/ui/combobox";
import { findOrganizationsAction, findPeopleAction } from "./picker-actions";

interface PickerProps {
  name: string;
  ref?: Ref<HTMLInputElement>;
  /** What is chosen already. */
  chosen?: ComboboxOption | null;
  onChoose?: (option: ComboboxOption | null) => void;
  placeholder?: string;
  clearable?: boolean;
  /** Sends the surrounding form when the choice changes. */
  submits?: boolean;
}

export const OrganizationPicker = (props: PickerProps) => <Picker {...props} find={findOrganizationsAction} />;

const findLeads = (q: string) => findPeopleAction(q, true);
const findAnybody = (q: string) => findPeopleAction(q, false);
export const LeadPicker = (props: PickerProps) => <Picker {...props} find={findLeads} />;
export const PersonPicker = (props: PickerProps) => <Picker {...props} find={findAnybody} />;

/** Finds one of thousands: asks the server as one types, and shows the first before. */
function Picker({
  name,
  ref,
  chosen = null,
  onChoose,
  placeholder,
  clearable,
  submits,
  find,
}: PickerProps & { find: (q: string) => Promise<ComboboxOption[]> }) {
  const [options, setOptions] = useState<ComboboxOption[]>(chosen ? [chosen] : []);
  const [value, setValue] = useState(chosen);
  const asked = useRef(0);
  const box = useRef<HTMLDivElement>(null);
  const changed = useRef(false);

  async function ask(query: string) {
    const turn = ++asked.current;
    const found = await find(query).catch(() => []);
    if (turn === asked.current) setOptions(found);
  }

  // After the hidden input has the new value.
  useEffect(() => {
    if (!changed.current) return;
    changed.current = false;
    if (submits) box.current?.closest("form")?.requestSubmit();
  }, [value, submits]);

  return (
    <div ref={box} onFocus={() => asked.current === 0 && void ask("")}>
      <Combobox
        name={name}
        ref={ref}
        options={options}
        value={value}
        onValueChange={(next) => {
          changed.current = true;
          setValue(next);
          onChoose?.(next);
        }}
        onQueryChange={(query) => void ask(query)}
        placeholder={placeholder}
        clearable={clearable}
      />
    </div>
  );
}
