import type { ReactNode } from "react";
import { Mark } from "./logo";

/** The page around sign-in, invitation, refusal: one thing in the middle, its own <main>. */
export function AuthFrame({
  title,
  description,
  footer,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10">
      <div className="flex items-center gap-2.5">
        <Mark size={28} />
        <span className="text-lg font-semibold tracking-tight">SecureSphere</span>
      </div>
      <div className="w-full max-w-sm rounded-xl border border-line bg-surface p-6 shadow-card">
        <h1 className="text-lg font-semibold">{title}</h1>
        {description && <p className="mt-1 text-muted">{description}</p>}
        {children && <div className="mt-5">{children}</div>}
      </div>
      {footer && <div className="text-center text-sm text-muted">{footer}</div>}
    </main>
  );
}
