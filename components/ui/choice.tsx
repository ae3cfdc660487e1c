"use client";

import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";

type Box = Omit<ComponentProps<"input">, "type" | "children"> & {
  label: ReactNode;
  hint?: ReactNode;
  hideLabel?: boolean;
};

function Choice({
  label,
  hint,
  hideLabel,
  className,
  control,
  ...props
}: Box & { control: (id: string, hintId?: string) => ReactNode }) {
  const own = useId();
  const id = props.id ?? own;
  return (
    <div className={cn("flex items-start gap-2.5", className)}>
      {control(id, hint ? `${id}-hint` : undefined)}
      <div className={hideLabel ? "sr-only" : "min-w-0"}>
        <label htmlFor={id} className="cursor-pointer text-base text-ink">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

const box = "mt-0.5 size-4 shrink-0 cursor-pointer accent-(--accent) disabled:cursor-not-allowed";

/** A native checkbox with its label; works in plain forms. */
export function Checkbox({ label, hint, hideLabel, className, ...props }: Box) {
  return (
    <Choice
      {...{ label, hint, hideLabel, className, id: props.id }}
      control={(id, hintId) => <input type="checkbox" {...props} id={id} aria-describedby={hintId} className={box} />}
    />
  );
}

/** An on/off setting that takes effect at once. */
export function Switch({ label, hint, hideLabel, className, ...props }: Box) {
  return (
    <Choice
      {...{ label, hint, hideLabel, className, id: props.id }}
      control={(id, hintId) => (
        <input
          type="checkbox"
          role="switch"
          {...props}
          id={id}
          aria-describedby={hintId}
          className={cn(
            "relative mt-px h-4.5 w-8 shrink-0 cursor-pointer appearance-none rounded-full bg-line-strong transition-colors",
            "before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-white before:transition-transform",
            "checked:bg-accent checked:before:translate-x-3.5 disabled:opacity-50",
          )}
        />
      )}
    />
  );
}
