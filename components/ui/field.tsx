"use client";

import { createContext, useContext, useId, type ReactNode } from "react";
import { cn } from "./cn";
import { Icon } from "./icon";

interface FieldWiring {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

const FieldContext = createContext<FieldWiring | null>(null);

/** The id and aria attributes that the surrounding Field gives its control; props given by hand win. */
export function useFieldControl<T extends { id?: string; required?: boolean; "aria-describedby"?: string }>(props: T) {
  const field = useContext(FieldContext);
  if (!field) return props;
  return {
    id: field.id,
    required: field.required || undefined,
    "aria-invalid": field.invalid || undefined,
    ...props,
    "aria-describedby": [props["aria-describedby"], field.describedBy].filter(Boolean).join(" ") || undefined,
  };
}

/** The id of the surrounding Field's label, for a control whose popup hides the page from screen readers. */
export function useFieldLabelId(): string | undefined {
  return useContext(FieldContext)?.labelId;
}

/** The name of a control. */
function Label({ className, children, ...props }: React.ComponentProps<"label">) {
  return (
    <label className={cn("text-sm font-medium text-ink", className)} {...props}>
      {children}
    </label>
  );
}

/** A label, one control (Input, Textarea, Select, Combobox), a hint and an error, wired together. */
export function Field({
  label,
  hint,
  error,
  required = false,
  optional = false,
  hideLabel = false,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Says "optional" beside the label; use it where most fields of a form are required. */
  optional?: boolean;
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [error ? errorId : "", hint ? hintId : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <Label id={`${id}-label`} htmlFor={id} className={hideLabel ? "sr-only" : undefined}>
        {label}
        {optional && <span className="ml-1.5 font-normal text-muted">optional</span>}
      </Label>
      <FieldContext value={{ id, labelId: `${id}-label`, describedBy, invalid: Boolean(error), required }}>
        {children}
      </FieldContext>
      {hint && (
        <p id={hintId} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-xs text-danger">
          <Icon name="circle-alert" size={14} className="mt-px shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
