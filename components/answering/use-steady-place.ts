"use client";

import { useEffect, type RefObject } from "react";

/** Keeps an element where it is read when its frame gets narrower or wider: a drawer opens, a phone is turned. */
export function useSteadyPlace(frame: RefObject<HTMLElement | null>, elementId: string | undefined): void {
  useEffect(() => {
    const element = frame.current;
    if (!element || elementId === undefined) return;
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      document.getElementById(elementId)?.scrollIntoView({ block: "start" });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, elementId]);
}
