"use client";

import { ThreadDrawer } from "../threads/thread-drawer";
import type { ThreadActions } from "../threads/types";
import type { AnswerQueue } from "./answer-queue";
import { HistoryDrawer, type LoadHistory } from "./history-drawer";
import type { AskedQuestion, PanelKind } from "./question";
import { useEntry } from "./use-answer-queue";

/** What is open beside the questions, about the current one. */
export function QuestionPanels({
  question,
  panel,
  queue,
  productId,
  threadActions,
  loadHistory,
  onClose,
}: {
  question: AskedQuestion;
  panel: PanelKind | null;
  queue: AnswerQueue | undefined;
  productId: number;
  threadActions: ThreadActions;
  loadHistory: LoadHistory;
  onClose: () => void;
}) {
  const { base } = useEntry(queue, productId, question.id, question.standing);
  return (
    <>
      <ThreadDrawer
        open={panel === "thread"}
        onOpenChange={(open) => !open && onClose()}
        description={question.text}
        place={base.responseId === null ? undefined : { product_id: productId, response_id: base.responseId }}
        actions={threadActions}
      />
      <HistoryDrawer
        open={panel === "history"}
        question={question.text}
        responseId={base.responseId}
        version={base.version}
        load={loadHistory}
        onClose={onClose}
      />
    </>
  );
}
