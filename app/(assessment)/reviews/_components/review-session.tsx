"use client";

import { useRouter } from "next/navigation";
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { toast } from "sonner";
import { keepDraft } from "@/components/threads/use-draft";
import { unreachable } from "@/components/threads/use-thread";
import { verdictAction, withdrawAction } from "../actions";
import { FailedVerdicts, type FailedVerdict } from "./failed-verdicts";
import type { GivenVerdict, Verdict } from "./given-verdict";
import { reviewHref, type QueueQuery } from "./hrefs";

const verdictWords: Record<Verdict, string> = {
  approved: "Approved",
  needs_revision: "Sent back for revision",
  rejected: "Rejected",
};

/** Name under which what is written to a response is kept until it is sent. */
export const draftOf = (responseId: number) => `review/${responseId}`;

interface Session {
  /** Whether a verdict was given here already, on this version if one is named: what is shown may be a moment behind. */
  isJudged: (responseId: number, version?: number) => boolean;
  /** Sends a verdict while the next review opens; what fails comes back with its text. */
  judge: (given: GivenVerdict) => void;
  /** Takes back the last verdict of this session, or the one named. */
  undo: (named?: { commentId: number; responseId: number; query: QueueQuery }) => void;
}

const SessionContext = createContext<Session | null>(null);

export function useReviewSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("Reviews are judged within ReviewSession");
  return session;
}

interface Last {
  responseId: number;
  query: QueueQuery;
  /** The comment's id, once the server has it. */
  saved: Promise<number | undefined>;
}

/** What outlives the single review: verdicts on their way, those that failed, and the one that `z` takes back. */
export function ReviewSession({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [failed, setFailed] = useState<FailedVerdict[]>([]);
  const last = useRef<Last>(undefined);
  const judged = useRef(new Map<number, number>());

  const undo = useCallback(
    (named?: { commentId: number; responseId: number; query: QueueQuery }) => {
      const taken = last.current;
      const responseId = named?.responseId ?? taken?.responseId;
      if (responseId === undefined) {
        toast("There is no verdict to take back");
        return;
      }
      const query = named?.query ?? taken?.query ?? {};
      void (async () => {
        const commentId = named?.commentId ?? (await taken?.saved);
        if (commentId === undefined) return;
        const result = await withdrawAction({ comment_id: commentId }).catch(() => undefined);
        if (!result?.ok) {
          toast.error(result?.fault.message ?? unreachable);
          return;
        }
        if (last.current?.responseId === responseId) last.current = undefined;
        judged.current.delete(responseId);
        toast("Verdict taken back");
        router.push(reviewHref(responseId, query));
        router.refresh();
      })();
    },
    [router],
  );

  const judge = useCallback(
    (given: GivenVerdict) => {
      judged.current.set(given.responseId, given.version);
      const saved = send(given).then(
        (commentId) => {
          toast(verdictWords[given.verdict], {
            description: given.question,
            action: {
              label: "Undo",
              onClick: () => undo({ commentId, responseId: given.responseId, query: given.query }),
            },
          });
          router.refresh();
          return commentId;
        },
        (failure: Error) => {
          judged.current.delete(given.responseId);
          keepDraft(draftOf(given.responseId), given.text);
          setFailed((list) => [
            ...list.filter((other) => other.responseId !== given.responseId),
            { ...given, message: failure.message },
          ]);
          return undefined;
        },
      );
      last.current = { responseId: given.responseId, query: given.query, saved };
    },
    [router, undo],
  );

  const isJudged = useCallback((responseId: number, version?: number) => {
    const known = judged.current.get(responseId);
    return known !== undefined && known === (version ?? known);
  }, []);

  const session = useMemo(() => ({ isJudged, judge, undo }), [isJudged, judge, undo]);
  return (
    <SessionContext value={session}>
      <FailedVerdicts
        failed={failed}
        onDismiss={(responseId) => setFailed((list) => list.filter((one) => one.responseId !== responseId))}
      />
      {children}
    </SessionContext>
  );
}

/** @throws Error with words for the person */
async function send(given: GivenVerdict): Promise<number> {
  const result = await verdictAction({
    product_id: given.productId,
    response_id: given.responseId,
    response_version: given.version,
    status: given.verdict,
    comment: given.text,
  }).catch(() => undefined);
  if (!result?.ok) throw new Error(result?.fault.message ?? unreachable);
  return result.data.comment_id;
}
