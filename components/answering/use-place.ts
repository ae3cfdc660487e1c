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
  // What is drawn follows the address later, and through places that the person has left again. Only opening the page, a
  // link and the history lead anywhere: whoever types must never find the focus on a question left behind.
  const arriving = useRef(true);
  /** Where the person went last: the address may be one that was left, Next writes old ones back after quick moves. */
  const last = useRef<number | null>(question);
  const move = useCallback(
    (place: Parameters<Move>[0]) => {
      const next = new URLSearchParams(location.search);
      if (place.question === null) next.delete("q");
      else next.set("q", String(place.question));
      if (place.panel !== undefined) for (const kind of panels) next.delete(kind);
      if (place.panel) next.set(place.panel, "1");
      const query = next.toString();
      if (place.question === last.current && `?${query}` === location.search) return;
      arriving.current = false;
      last.current = place.question;
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    },
    [path],
  );
  useEffect(() => {
    const leads = ({ type, target }: Event) => {
      if (type === "popstate" || (target instanceof Element && target.closest("a[href]"))) arriving.current = true;
    };
    addEventListener("popstate", leads);
    addEventListener("click", leads, { capture: true });
    return () => {
      removeEventListener("popstate", leads);
      removeEventListener("click", leads, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (!arriving.current) return;
    arriving.current = false;
    last.current = question;
    if (question !== null) arrive(question);
  }, [question, arrive]);
  return [{ question, panel }, move];
}
