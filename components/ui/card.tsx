import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";

/** A bordered surface. `padded={false}` for tables and lists that reach the edge. */
export function Card({ padded = true, className, ...props }: ComponentProps<"div"> & { padded?: boolean }) {
  return (
    <div
      className={cn("min-w-0 rounded-lg border border-line bg-surface shadow-card", padded && "p-4", className)}
      {...props}
    />
  );
}

/** A titled part of a page, a named region. `card` puts its content on a surface. */
export function Section({
  title,
  description,
  actions,
  card = false,
  padded = true,
  level = 2,
  className,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  card?: boolean;
  padded?: boolean;
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={id} className={cn("flex min-w-0 flex-col gap-3", className)}>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <Heading id={id} className={level === 2 ? "text-lg font-semibold" : "text-base font-semibold"}>
            {title}
          </Heading>
          {description && <p className="text-sm text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {card ? <Card padded={padded}>{children}</Card> : children}
    </section>
  );
}
