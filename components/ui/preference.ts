"use client";

import { useSyncExternalStore } from "react";

/**
 * A preference that the server must know before it paints: a cookie (one year) and a data attribute of <html>,
 * which CSS reads. Set it with `setPreference`, read it with `usePreference`.
 */
export function setPreference(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
  document.documentElement.dataset[name] = value;
}

function subscribe(changed: () => void) {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true });
  return () => observer.disconnect();
}

/** The current value of a preference, `initial` on the server and while hydrating. */
export function usePreference(name: string, initial: string): string {
  return useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset[name] ?? initial,
    () => initial,
  );
}
