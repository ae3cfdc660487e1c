"use client";

import type { RefObject } from "react";
import { useShortcuts, type Shortcut } from "../ui/use-shortcuts";

const rowsOf = (list: HTMLElement | null) => [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];

/** The row of a list that has the focus, itself or within. */
export const focusedRow = (list: HTMLElement | null): HTMLElement | undefined =>
  rowsOf(list).find((row) => row === document.activeElement || row.closest("li, tr")?.contains(document.activeElement));

/**
 * `j` and `k` walk through the elements of a list marked `data-row` (its links), so that Enter opens one; other keys of the
 * list come as `more`.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>, title: string, more: Shortcut[] = []): void {
  const move = (by: 1 | -1) => {
    const rows = rowsOf(list.current);
    const current = focusedRow(list.current);
    const at = current ? rows.indexOf(current) + by : by === 1 ? 0 : rows.length - 1;
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  useShortcuts(
    [
      { key: "j", label: "Next row", run: () => move(1) },
      { key: "k", label: "Previous row", run: () => move(-1) },
      ...more,
    ],
    { title },
  );
}
