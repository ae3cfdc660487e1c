"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldControl } from "./field";
import { Icon } from "./icon";

/** The platform's own select: the best picker on phones, and it works in plain forms. Children are <option>s. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative inline-block w-full", className)}>
      <select className="control appearance-none truncate pr-8" {...useFieldControl(props)}>
        {children}
      </select>
      <Icon
        name="chevron-down"
        size={14}
        className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
