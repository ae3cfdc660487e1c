"use client";

import type { ReactNode } from "react";
import { Drawer } from "../frame/drawer";
import { Thread } from "./thread";
import type { Thread as ThreadData, ThreadActions, ThreadPlace } from "./types";

/**
 * A thread in the drawer on the right. Keep whether it is open in the address (`?thread=1`): pass `open` from it, and
 * `closeHref` or `onOpenChange` to close it. Without a `place` (nothing answered yet) it says `unavailable`.
 */
export function ThreadDrawer({
  open,
  closeHref,
  onOpenChange,
  title = "Thread",
  description,
  place,
  initial,
  actions,
  unavailable = "Answer the question first; its thread begins with the answer.",
}: {
  open: boolean;
  closeHref?: string;
  onOpenChange?: (open: boolean) => void;
  title?: ReactNode;
  /** What the thread is about: the question's text. */
  description?: ReactNode;
  place: ThreadPlace | undefined;
  initial?: ThreadData;
  actions: ThreadActions;
  unavailable?: ReactNode;
}) {
  return (
    <Drawer open={open} closeHref={closeHref} onOpenChange={onOpenChange} title={title} description={description}>
      {place ? (
        <Thread
          key={`${place.product_id}/${place.response_id ?? 0}`}
          place={place}
          initial={initial}
          actions={actions}
        />
      ) : (
        <p className="text-sm text-muted">{unavailable}</p>
      )}
    </Drawer>
  );
}
