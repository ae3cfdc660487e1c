"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import type { Ref } from "react";
import { cn } from "./cn";
import { useFieldControl, useFieldLabelId } from "./field";
import { Icon } from "./icon";
import { useOverlayContainer } from "./overlay-container";

export interface ComboboxOption {
  value: string;
  label: string;
  detail?: string;
}

const popup =
  "max-h-[min(20rem,var(--available-height))] w-(--anchor-width) max-w-(--available-width) overflow-y-auto overscroll-contain rounded-lg bg-raised text-ink shadow-pop";

/**
 * A text control that finds one of many options. With `name` it posts the value in plain forms.
 * With `onQueryChange` the options come from outside (a search) and are not filtered again here.
 */
export function Combobox({
  options,
  value,
  defaultValue,
  onValueChange,
  onQueryChange,
  name,
  placeholder,
  emptyText = "Nothing found",
  clearable = true,
  disabled,
  className,
  ...rest
}: {
  options: ComboboxOption[];
  value?: ComboboxOption | null;
  defaultValue?: ComboboxOption | null;
  onValueChange?: (option: ComboboxOption | null) => void;
  onQueryChange?: (query: string) => void;
  name?: string;
  placeholder?: string;
  emptyText?: string;
  clearable?: boolean;
  disabled?: boolean;
  className?: string;
  id?: string;
  ref?: Ref<HTMLInputElement>;
  "aria-label"?: string;
}) {
  const container = useOverlayContainer();
  const labelId = useFieldLabelId();
  const { required, ...control } = useFieldControl<typeof rest & { required?: boolean; "aria-describedby"?: string }>(
    rest,
  );
  return (
    <Base.Root
      items={options}
      {...(value === undefined ? { defaultValue: defaultValue ?? null } : { value })}
      onValueChange={(next: ComboboxOption | null) => onValueChange?.(next)}
      onInputValueChange={(query, details) => {
        if (details.reason === "input-change") onQueryChange?.(query);
      }}
      filter={onQueryChange ? null : undefined}
      itemToStringLabel={(option: ComboboxOption) => option.label}
      itemToStringValue={(option: ComboboxOption) => option.value}
      isItemEqualToValue={(a: ComboboxOption, b: ComboboxOption) => a.value === b.value}
      name={name}
      required={required}
      disabled={disabled}
    >
      <Base.InputGroup className={cn("relative", className)}>
        <Base.Input
          aria-labelledby={labelId}
          {...control}
          placeholder={placeholder}
          className={cn("control", clearable ? "pr-14" : "pr-8")}
        />
        <span className="absolute inset-y-0 right-1 flex items-center">
          {clearable && (
            <Base.Clear
              aria-label="Clear"
              className="flex size-6 items-center justify-center rounded-sm text-muted hover:text-ink"
            >
              <Icon name="x" size={14} />
            </Base.Clear>
          )}
          <Base.Trigger
            aria-label="Show options"
            className="flex size-6 items-center justify-center rounded-sm text-muted hover:text-ink"
          >
            <Icon name="chevron-down" size={14} />
          </Base.Trigger>
        </span>
      </Base.InputGroup>
      <Base.Portal container={container}>
        <Base.Positioner sideOffset={4} className="z-50 outline-none">
          <Base.Popup className={popup}>
            <Base.Empty className="text-muted not-empty:p-3">{emptyText}</Base.Empty>
            <Base.List className="p-1 data-empty:p-0">
              {(option: ComboboxOption) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  className="flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 outline-none select-none data-highlighted:bg-hover max-sm:min-h-11"
                >
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{option.label}</span>
                    {option.detail && <span className="block truncate text-xs text-muted">{option.detail}</span>}
                  </span>
                  <Base.ItemIndicator>
                    <Icon name="check" />
                  </Base.ItemIndicator>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
