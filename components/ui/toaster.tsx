"use client";

import { Toaster as Sonner } from "sonner";

/** Where toasts appear. Call `toast("Saved")`, `toast.error(…)` from "sonner"; errors that need reading belong on the page. */
export function Toaster() {
  return (
    <Sonner
      // Not at the right: verdicts are given there, and each brings a toast.
      position="bottom-center"
      style={{ fontFamily: "inherit" }}
      offset={{ bottom: "1rem" }}
      mobileOffset={{ bottom: "4.5rem" }}
      toastOptions={{
        style: {
          background: "var(--raised)",
          color: "var(--ink)",
          borderColor: "var(--line)",
          boxShadow: "var(--shadow-pop)",
          fontFamily: "inherit",
          fontSize: "0.875rem",
        },
        classNames: { description: "text-muted!" },
        actionButtonStyle: { background: "var(--accent)", color: "var(--accent-fg)" },
      }}
    />
  );
}
