import { cn } from "./cn";

/** A key as printed on a keyboard. */
export function Kbd({ className, ...props }: React.ComponentProps<"kbd">) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line bg-subtle px-1 font-sans text-2xs font-medium text-muted",
        className,
      )}
      {...props}
    />
  );
}
