import { cn } from "./cn";

/** A grey shape of what comes; appears only after 150 ms. Give it the size of the content. */
export function Skeleton({ className, ...props }: React.ComponentProps<"div">) {
  return <div aria-hidden className={cn("h-4 animate-appear rounded-sm bg-active", className)} {...props} />;
}

/** A loading region: says so once to screen readers, shows the skeletons within. */
export function Loading({
  label = "Loading",
  children,
  className,
}: {
  label?: string;
  children: React.ReactNode;
  className?: string;
}) {
  return (
    <div role="status" aria-busy className={className}>
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}
