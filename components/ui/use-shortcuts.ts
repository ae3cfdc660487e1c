"use client";

import { useLayoutEffect, useRef, useSyncExternalStore } from "react";

export interface Shortcut {
  /** What `KeyboardEvent.key` says: "n", "?", "1", "Enter", "Escape", "ArrowDown". */
  key: string;
  /** What it does, for the help: "Next question". */
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Shown in the help instead of `key`, such as "1–5"; an empty text hides the entry. */
  show?: string;
}

interface Registered {
  title: string;
  shortcuts: Shortcut[];
}

const registry = new Map<symbol, Registered>();
const listeners = new Set<() => void>();
let snapshot: Registered[] = [];

function changed() {
  snapshot = [...registry.values()];
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const none: Registered[] = [];

/** The shortcuts that work on this page now, by title. */
export function useActiveShortcuts(): Registered[] {
  return useSyncExternalStore(
    subscribe,
    () => snapshot,
    () => none,
  );
}

const storageKey = "shortcuts";

/** Whether single-key shortcuts are on; people who speak to their computer switch them off (WCAG 2.1.4). */
export function shortcutsEnabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

export function setShortcutsEnabled(on: boolean): void {
  try {
    localStorage.setItem(storageKey, on ? "on" : "off");
  } catch {
    // Storage is blocked: the setting lasts as long as the page.
  }
  changed();
}

const typing =
  "input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=true], [role=combobox]";

/** Whether a key press is meant for a control, a modal or the browser rather than for a shortcut. */
function taken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(typing)) return true;
  if (target?.closest("[role=menu]")) return true;
  if (event.key === "Enter" && target?.closest("a, button, summary")) return true;
  return document.querySelector("[data-modal]") !== null;
}

/**
 * Single-key shortcuts of a screen: ignored while typing, inside modals and menus, and when switched off.
 * They list themselves in the help that "?" opens, under `title`. Pass `enabled: false` to pause them.
 */
export function useShortcuts(
  shortcuts: Shortcut[],
  { title, enabled = true }: { title: string; enabled?: boolean },
): void {
  const current = useRef(shortcuts);
  const signature = shortcuts.map((shortcut) => `${shortcut.key} ${shortcut.label} ${shortcut.show}`).join("|");

  // With what is shown, not after it: a key pressed between must not reach the screen before.
  useLayoutEffect(() => {
    current.current = shortcuts;
  });

  useLayoutEffect(() => {
    if (!enabled) return;
    const id = Symbol(title);
    registry.set(id, { title, shortcuts: current.current });
    changed();
    function onKey(event: KeyboardEvent) {
      if (taken(event) || !shortcutsEnabled()) return;
      const shortcut = current.current.find(({ key }) => key === event.key);
      if (!shortcut) return;
      event.preventDefault();
      shortcut.run(event);
    }
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
      registry.delete(id);
      changed();
    };
  }, [title, enabled, signature]);
}
