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

/** What of the storage somebody wrote and did not send: here, and in the editor of questionnaires. */
const WRITTEN = /^(draft:|securesphere\.draft\.)/;

function writtenKeys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => WRITTEN.test(key));
  } catch {
    return [];
  }
}

/** How many texts are kept in this browser alone: asked before signing out. */
export function countDrafts(): number {
  const written = [...memory].filter(([, text]) => text).map(([key]) => key);
  return new Set([...writtenKeys(), ...written]).size;
}

/** Forgets all of them: whoever signs in here next must not find them. */
export function forgetDrafts(): void {
  for (const key of writtenKeys()) localStorage.removeItem(key);
  memory.clear();
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
