"use client";

import { useSyncExternalStore } from "react";

/** The key that opens the palette together with K: ⌘ on Apple's systems, else Ctrl (also on the server). */
export function useCommandKey(): "⌘" | "Ctrl" {
  return useSyncExternalStore(
    () => () => {},
    () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
}
