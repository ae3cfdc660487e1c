"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import type { PanelKind } from "./question";

/** Where the person is on the page, kept in the address without asking the server: the question and what is open beside it. */
export interface Place {
  question: number | null;
  panel: PanelKind | null;
}

const panels: PanelKind[] = ["thread", "history"];

/** The place in the address, and how to move it. Other parameters stay. */
export function usePlace(): [Place, (place: Place) => void] {
  const path = usePathname();
  const parameters = useSearchParams();
  const question = Number(parameters.get("q")) || null;
  const panel = panels.find((kind) => parameters.get(kind) === "1") ?? null;
  const move = useCallback(
    (place: Place) => {
      const next = new URLSearchParams(location.search);
      if (place.question === null) next.delete("q");
      else next.set("q", String(place.question));
      for (const kind of panels) next.delete(kind);
      if (place.panel !== null) next.set(place.panel, "1");
      const query = next.toString();
      if (`?${query}` === location.search) return;
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    },
    [path],
  );
  return [{ question, panel }, move];
}
