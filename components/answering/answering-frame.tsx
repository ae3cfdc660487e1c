"use client";

import { useState, type ComponentProps } from "react";
import { AppFrame } from "../frame/app-frame";
import { useInbox } from "../live/use-inbox";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { countDrafts, forgetDrafts } from "@/components/threads/use-draft";
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
  const [unsaved, setUnsaved] = useState({ answers: 0, drafts: 0 });
  const inbox = useInbox(userId, frame.inboxCount ?? 0);

  async function leave() {
    if (queue) await settle(queue, PATIENCE);
    const kept = { answers: countKept(userId), drafts: countDrafts() };
    if (kept.answers + kept.drafts > 0) setUnsaved(kept);
    else await signOut();
  }

  const what = [
    unsaved.answers > 0 && (unsaved.answers === 1 ? "1 unsaved answer" : `${unsaved.answers} unsaved answers`),
    unsaved.drafts > 0 && (unsaved.drafts === 1 ? "1 unsent text" : `${unsaved.drafts} unsent texts`),
  ].filter(Boolean);
  return (
    <>
      <AppFrame {...frame} inboxCount={inbox.unread} signOut={leave} />
      <p role="status" className="sr-only">
        {inbox.announcement}
      </p>
      <ConfirmDialog
        open={what.length > 0}
        onOpenChange={(open) => !open && setUnsaved({ answers: 0, drafts: 0 })}
        title={`Sign out with ${what.join(" and ")}?`}
        description={`What is kept only in this browser has not reached the server, and signing out discards it.${unsaved.answers > 0 ? " Stay, and answers are sent as soon as the connection allows." : ""}`}
        confirmLabel="Discard and sign out"
        cancelLabel="Stay signed in"
        danger
        onConfirm={() => {
          queue?.close();
          forgetKept(userId);
          forgetDrafts();
          void signOut();
        }}
      />
    </>
  );
}
