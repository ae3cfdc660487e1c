"use client";

import { AskDrawer } from "./ask-drawer";
import { AssignDrawer, type Assigned } from "./assign-drawer";
import type { WorkActions } from "./work-actions";
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
  section,
  work,
  onClose,
}: {
  question: AskedQuestion;
  panel: PanelKind | null;
  queue: AnswerQueue | undefined;
  productId: number;
  threadActions: ThreadActions;
  loadHistory: LoadHistory;
  section: { id: number; title: string; assigned: Assigned | null };
  work: WorkActions;
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
      <AssignDrawer
        open={panel === "assign"}
        what="question"
        title={question.text}
        place={{ product_id: productId, question_id: question.id }}
        assigned={question.assigned?.own ? question.assigned : null}
        actions={work}
        onClose={onClose}
      />
      <AssignDrawer
        open={panel === "assign-section"}
        what="section"
        title={section.title}
        place={{ product_id: productId, section_id: section.id }}
        assigned={section.assigned}
        actions={work}
        onClose={onClose}
      />
      <AskDrawer
        key={question.id}
        open={panel === "ask"}
        question={question.text}
        productId={productId}
        questionId={question.id}
        ask={work.ask}
        onClose={onClose}
      />
    </>
  );
}
