"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";

/** A one-line text control. Inside a Field it is labelled and described by itself. */
export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cn("control", className)} {...useFieldControl(props)} />;
}

/** A text control that grows with its text, from `rows` to about twenty lines. */
export function Textarea({ className, rows = 3, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={cn("control field-sizing-content max-h-112 resize-y", className)}
      style={{ minHeight: `${rows * 1.375 + 0.625}rem` }}
      {...useFieldControl(props)}
    />
  );
}
