import type { ReactNode } from "react";
import { Breadcrumb, type Crumb } from "../ui/breadcrumb";
import { cn } from "../ui/cn";

const widths = { narrow: "max-w-3xl", normal: "max-w-6xl", wide: "max-w-none" };

/** The column of work: padding, and the distance between groups. */
export function Page({
  width = "normal",
  className,
  children,
}: {
  width?: keyof typeof widths;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={cn("mx-auto flex w-full flex-col gap-6 px-4 py-5 md:px-6 lg:px-8", widths[width], className)}>
      {children}
    </div>
  );
}

/**
 * The page's name and first actions. The breadcrumb is placed into the free left part of the top bar by CSS alone,
 * so the server renders it and nothing shifts. No ancestor may have a transform.
 */
export function PageHeader({
  title,
  breadcrumb,
  description,
  badges,
  actions,
  tabs,
  hideTitle = false,
}: {
  title: ReactNode;
  breadcrumb?: Crumb[];
  description?: ReactNode;
  badges?: ReactNode;
  actions?: ReactNode;
  tabs?: ReactNode;
  /** For dense screens whose breadcrumb already says it. */
  hideTitle?: boolean;
}) {
  return (
    <>
      {breadcrumb && (
        <div
          data-frame
          className="fixed top-0 left-0 z-15 flex h-(--topbar-height) w-[calc(100vw-11rem)] items-center px-4 md:left-(--sidebar-width) md:w-[calc(100vw-var(--sidebar-width)-14rem)] md:px-6 lg:w-[calc(100vw-var(--sidebar-width)-25rem)] lg:px-8"
        >
          <Breadcrumb items={breadcrumb} />
        </div>
      )}
      <div className={cn("flex flex-col gap-4", hideTitle && !actions && !tabs && "sr-only")}>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className={cn("min-w-0", hideTitle && "sr-only")}>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
              {badges}
            </div>
            {description && <p className="mt-0.5 max-w-prose text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {tabs}
      </div>
    </>
  );
}
