"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { historyAction } from "@/app/(assessment)/_history/actions";
import { HistoryDrawer } from "@/components/answering/history-drawer";
import { Page, PageHeader } from "@/components/frame/page-header";
import { ResponseStatusBadge } from "@/components/status/status-badges";
import type { ThreadActions } from "@/components/threads/types";
import { useDraft } from "@/components/threads/use-draft";
import { useThread } from "@/components/threads/use-thread";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/button";
import { useShortcuts } from "@/components/ui/use-shortcuts";
import type { Review } from "@/lib/assessment/get-review";
import { AnswerCard } from "./answer-card";
import { EvidenceCard } from "./evidence-card";
import { EvidenceRequests } from "./evidence-requests";
import { queueHref, reviewHref, type QueueQuery } from "./hrefs";
import type { Verdict } from "./given-verdict";
import { draftOf, useReviewSession } from "./review-session";
import { ReviewThread } from "./review-thread";
import { VerdictBox, type Intent } from "./verdict-box";

/** One answer to judge: what was asked and answered, its proof, what was said about it, and the verdict. */
export function ReviewDesk({
  review,
  query,
  threadActions,
}: {
  review: Review;
  query: QueueQuery;
  threadActions: ThreadActions;
}) {
  const router = useRouter();
  const session = useReviewSession();
  const { product, question, neighbours, can } = review;
  const place = { product_id: product.id, response_id: review.response_id };
  const { thread, post, find } = useThread(place, threadActions, review.thread);
  const [text, setText] = useDraft(draftOf(review.response_id));
  const [intent, setIntent] = useState<Intent>();
  const [file, setFile] = useState(0);
  const [history, setHistory] = useState(false);
  const [requesting, setRequesting] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const evidence = useRef<HTMLDivElement>(null);

  const start = neighbours.first === review.response_id ? null : neighbours.first;
  const next = neighbours.next ?? start;
  const go = (responseId: number | null) => router.push(responseId ? reviewHref(responseId, query) : queueHref(query));

  function write(wanted: Intent) {
    setHistory(false);
    setIntent(wanted);
    box.current?.focus();
  }

  function judge(verdict: Verdict) {
    if (!can.review || session.isJudged(review.response_id, review.version)) return;
    const words = text.trim();
    if (!words && verdict !== "approved") return write(verdict);
    setText("");
    session.judge({
      productId: product.id,
      responseId: review.response_id,
      version: review.version,
      question: question.text,
      verdict,
      text: words,
      query,
    });
    // The page may have come before the last verdict was saved: it then takes that answer for the first that waits.
    go(next !== null && session.isJudged(next) ? null : next);
  }

  /** A key held down must not judge what nobody has seen yet. */
  function press(event: KeyboardEvent, verdict: Verdict) {
    if (!event.repeat) judge(verdict);
  }

  function showNextFile() {
    const count = review.evidence.length;
    if (count === 0) return;
    const shown = evidence.current?.contains(document.activeElement);
    setFile((at) => (shown ? (at + 1) % count : at));
    evidence.current?.focus();
    evidence.current?.scrollIntoView({ block: "nearest" });
  }

  const undo = () =>
    session.undo(can.withdraw ? { commentId: can.withdraw, responseId: review.response_id, query } : undefined);

  useShortcuts(
    [
      ...(can.review
        ? [
            { key: "a", label: "Approve", run: (event: KeyboardEvent) => press(event, "approved") },
            { key: "r", label: "Needs revision", run: (event: KeyboardEvent) => press(event, "needs_revision") },
            { key: "x", label: "Reject", run: (event: KeyboardEvent) => press(event, "rejected") },
          ]
        : []),
      { key: "m", label: "Comment", run: () => write("comment") },
      { key: "e", label: "Evidence, then the next file", run: showNextFile },
      { key: "n", label: "Next answer", run: () => next && go(next) },
      { key: "p", label: "Previous answer", run: () => neighbours.previous && go(neighbours.previous) },
      { key: "z", label: "Take the last verdict back", run: undo },
    ],
    { title: "Review" },
  );

  return (
    <Page width="wide" className="gap-4 py-4 lg:h-[calc(100dvh-var(--topbar-height))] lg:min-h-144">
      <PageHeader
        title={`Review: ${question.text}`}
        hideTitle
        breadcrumb={[
          { label: "Reviews", href: queueHref(query) },
          { label: product.name, href: queueHref({ product_id: String(product.id) }) },
          { label: question.code ?? "Answer" },
        ]}
      />
      <div className="grid min-h-0 flex-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-h-0 min-w-0 flex-col gap-4 lg:overflow-y-auto lg:pr-1">
          <header className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
                <ResponseStatusBadge status={review.status} />
                {review.changes && <Badge tone="info">Second look</Badge>}
                {!question.asked && <Badge tone="warning">Not asked any more</Badge>}
                <span>
                  {review.organization.name} · {question.section} · {question.dimension}
                </span>
              </p>
              <h2 className="mt-1 text-lg font-semibold">{question.text}</h2>
            </div>
            <div className="flex shrink-0 items-center">
              <IconButton icon="history" label="History of this answer" onClick={() => setHistory(true)} />
              <IconButton
                icon="arrow-left"
                label="Previous answer (p)"
                disabled={!neighbours.previous}
                onClick={() => go(neighbours.previous)}
              />
              <IconButton icon="arrow-right" label="Next answer (n)" disabled={!next} onClick={() => go(next)} />
            </div>
          </header>
          <EvidenceRequests review={review} open={requesting} onClose={() => setRequesting(false)} />
          <AnswerCard review={review} />
          <EvidenceCard
            ref={evidence}
            review={review}
            shown={file}
            onShow={setFile}
            onRequest={() => setRequesting(true)}
          />
        </div>
        <aside
          aria-label="Thread and verdict"
          className="flex min-h-0 min-w-0 flex-col rounded-lg border border-line bg-surface shadow-card"
        >
          <ReviewThread thread={thread ?? review.thread} />
          <VerdictBox
            ref={box}
            review={review}
            text={text}
            onText={setText}
            intent={intent}
            onIntent={setIntent}
            onJudge={judge}
            onComment={(words) => post(words, undefined)}
            find={find}
            onUndo={can.withdraw ? undo : undefined}
          />
        </aside>
      </div>
      <HistoryDrawer
        open={history}
        question={question.text}
        responseId={review.response_id}
        version={review.version}
        load={historyAction}
        covers
        onClose={() => setHistory(false)}
      />
    </Page>
  );
}
