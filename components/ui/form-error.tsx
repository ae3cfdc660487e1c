import type { ReactNode } from "react";
import { cn } from "./cn";
import { Icon, type IconName } from "./icon";
import { softTone, type Tone } from "./tone";

/**
 * What went wrong with a whole form, announced. Say what happened, that nothing was lost, and what to do.
 * While nothing is wrong it is out of the flow, so that it leaves no gap, yet stands where readers of screens listen.
 */
export function FormError({ children, className }: { children?: ReactNode; className?: string }) {
  return (
    <div role="alert" className={cn("empty:absolute", className)}>
      {children ? <Notice tone="danger">{children}</Notice> : null}
    </div>
  );
}

const icons: Record<Tone, IconName> = {
  neutral: "info",
  accent: "info",
  info: "info",
  violet: "info",
  success: "circle-check",
  warning: "warning",
  danger: "circle-alert",
};

/** A quiet block that tells something about the page; `action` stands at its end. */
export function Notice({
  tone = "info",
  title,
  action,
  className,
  children,
}: {
  tone?: Tone;
  title?: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <div className={cn("flex items-start gap-2.5 rounded-md px-3 py-2.5 text-base", softTone[tone], className)}>
      <Icon name={icons[tone]} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
