"use client";

import { createContext, useContext, type ReactNode, type RefObject } from "react";

const Container = createContext<RefObject<HTMLElement | null> | undefined>(undefined);

/**
 * Where menus, tooltips and popovers of this subtree are put: inside <main>, or inside the drawer or dialog they
 * belong to, so that they stand within a landmark and above their owner. Without one: <body>.
 */
export function OverlayContainer({ target, children }: { target: RefObject<HTMLElement | null>; children: ReactNode }) {
  return <Container value={target}>{children}</Container>;
}

export function useOverlayContainer() {
  return useContext(Container);
}
