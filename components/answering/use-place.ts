"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";
import type { PanelKind } from "./question";

/** Where the person is on the page, kept in the address without asking the server: the question and what is open beside it. */
export interface Place {
  question: number | null;
  panel: PanelKind | null;
}

/** Goes to a question. What is open beside it changes where it is said; else it is as the address has it, not as was drawn. */
type Move = (place: { question: number | null; panel?: PanelKind | null }) => void;

const panels: PanelKind[] = ["thread", "history", "assign", "assign-section", "ask"];

const questionIn = (parameters: URLSearchParams) => Number(parameters.get("q")) || null;

/**
 * The place in the address, and how to move it. Other parameters stay. `arrive` leads to a question that a link or the
 * history asked for; it must not change from render to render.
 */
export function usePlace(arrive: (question: number) => void): [Place, Move] {
  const path = usePathname();
  const parameters = useSearchParams();
  const question = questionIn(parameters);
  const panel = panels.find((kind) => parameters.get(kind) === "1") ?? null;
  // What is drawn follows the address later, and through places that the person has left again: those are no arrivals.
  const moves = useRef<(number | null)[]>([]);
  const move = useCallback(
    (place: Parameters<Move>[0]) => {
      const next = new URLSearchParams(location.search);
      // While moves are under way the address may be one that was left: Next writes old ones back after quick moves.
      const underWay = moves.current.length > 0;
      const before = underWay ? moves.current.at(-1) : questionIn(next);
      if (place.question === null) next.delete("q");
      else next.set("q", String(place.question));
      if (place.panel !== undefined) for (const kind of panels) next.delete(kind);
      if (place.panel) next.set(place.panel, "1");
      const query = next.toString();
      if (!underWay && `?${query}` === location.search) return;
      if (place.question !== before) moves.current.push(place.question);
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    },
    [path],
  );
  useEffect(() => {
    const at = moves.current.indexOf(question);
    moves.current.splice(0, at + 1);
    if (question !== null && at === -1) arrive(question);
  }, [question, arrive]);
  return [{ question, panel }, move];
}
