import type { ReactNode } from "react";
import { cn } from "./cn";
import { Icon, type IconName } from "./icon";

/** Nothing here: says why, and offers the first step to who may take it. */
export function EmptyState({
  icon = "circle-dashed",
  title,
  children,
  action,
  className,
}: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("flex flex-col items-center gap-1 px-6 py-12 text-center", className)}>
      <span className="mb-2 flex size-10 items-center justify-center rounded-lg border border-line bg-subtle text-muted">
        <Icon name={icon} size={18} />
      </span>
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** Something failed: what happened, that nothing was lost, what to do, and the id support can look up. */
export function ErrorState({
  title,
  children,
  action,
  requestId,
  className,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  requestId?: string;
  className?: string;
}) {
  return (
    <div role="alert" className={cn("flex flex-col items-center gap-1 px-6 py-12 text-center", className)}>
      <span className="mb-2 flex size-10 items-center justify-center rounded-lg bg-danger-soft text-danger-soft-fg">
        <Icon name="circle-alert" size={18} />
      </span>
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {requestId && (
        <p className="mt-1 text-xs text-muted">
          Reference <code className="font-mono">{requestId}</code>
        </p>
      )}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
