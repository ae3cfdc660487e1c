"use client";

import { useState, type ComponentProps } from "react";
import { AppFrame } from "../frame/app-frame";
import { useInbox } from "../live/use-inbox";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { countKept, forgetKept } from "./kept-answers";
import { settle, useAnswerQueue } from "./use-answer-queue";

/** Milliseconds that signing out waits for saves under way. */
const PATIENCE = 3_000;

/**
 * The frame of signed-in pages, minding answers: it goes on sending what earlier pages could not save, and asks before
 * signing out discards any of it. Its inbox counts as notices come.
 */
export function AnsweringFrame({
  userId,
  signOut,
  ...frame
}: ComponentProps<typeof AppFrame> & { userId: number; signOut: () => void | Promise<void> }) {
  const queue = useAnswerQueue({ id: userId, name: frame.user.name });
  const [unsaved, setUnsaved] = useState(0);
  const inbox = useInbox(userId, frame.inboxCount ?? 0);

  async function leave() {
    if (queue) await settle(queue, PATIENCE);
    const kept = countKept(userId);
    if (kept > 0) setUnsaved(kept);
    else await signOut();
  }

  const answers = unsaved === 1 ? "1 unsaved answer" : `${unsaved} unsaved answers`;
  return (
    <>
      <AppFrame {...frame} inboxCount={inbox.unread} signOut={leave} />
      <p role="status" className="sr-only">
        {inbox.announcement}
      </p>
      <ConfirmDialog
        open={unsaved > 0}
        onOpenChange={(open) => !open && setUnsaved(0)}
        title={`Sign out with ${answers}?`}
        description="They are kept only in this browser and have not reached the server. Signing out discards them; stay, and they are sent as soon as the connection allows."
        confirmLabel="Discard and sign out"
        cancelLabel="Stay signed in"
        danger
        onConfirm={() => {
          queue?.close();
          forgetKept(userId);
          void signOut();
        }}
      />
    </>
  );
}
