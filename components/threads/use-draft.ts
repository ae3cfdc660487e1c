"use client";

import { useCallback, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const memory = new Map<string, string>();

function read(key: string): string {
  const known = memory.get(key);
  if (known !== undefined) return known;
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a text under a name; an empty one is forgotten. Where storage is blocked it lasts as long as the page. */
export function keepDraft(name: string, text: string): void {
  const key = `draft:${name}`;
  memory.set(key, text);
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // The memory has it.
  }
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is being written under a name: it survives a reload on this device. */
export function useDraft(name: string): [string, (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => read(`draft:${name}`),
    () => "",
  );
  const set = useCallback((next: string) => keepDraft(name, next), [name]);
  return [text, set];
}
