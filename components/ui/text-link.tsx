import NextLink from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/**
 * A link within text, underlined so that colour is not the only sign. `quiet` is for lists, where every row is
 * one link: the text's own colour, underlined under the pointer.
 */
export function TextLink({
  quiet = false,
  className,
  ...props
}: ComponentProps<typeof NextLink> & { quiet?: boolean }) {
  return (
    <NextLink
      className={cn(
        "rounded-sm font-medium underline-offset-3",
        quiet
          ? "text-ink hover:underline"
          : "text-accent-ink underline decoration-accent-ink/40 hover:decoration-current",
        className,
      )}
      {...props}
    />
  );
}
