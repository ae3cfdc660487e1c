"use client";

import { useShortcuts } from "@/components/ui/use-shortcuts";

/** j and k go through the links marked `data-row`; Enter opens the one that has the focus. */
export function RowKeys({ title }: { title: string }) {
  function go(step: 1 | -1) {
    const links = [...document.querySelectorAll<HTMLElement>("a[data-row]")];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = at < 0 ? links[0] : links[at + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }
  useShortcuts(
    [
      { key: "j", label: "Next row, previous row", show: "j k", run: () => go(1) },
      { key: "k", label: "Previous row", show: "", run: () => go(-1) },
    ],
    { title },
  );
  return null;
}
