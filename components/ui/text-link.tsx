import NextLink from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A link within text, underlined so that colour is not the only sign. */
export function TextLink({ className, ...props }: ComponentProps<typeof NextLink>) {
  return (
    <NextLink
      className={cn(
        "rounded-sm font-medium text-accent-ink underline decoration-accent-ink/40 underline-offset-3 hover:decoration-current",
        className,
      )}
      {...props}
    />
  );
}
