"use client";

import { useMemo } from "react";
import type { OutlineSection } from "@/lib/assessment/outline";
import { saysSomething } from "./answer";
import type { AnswerQueue } from "./answer-queue";
import { lacksReason } from "./save-queue";
import { useSaveSummary } from "./use-answer-queue";

/** The outline as the server rendered it, brought up to date with what was answered here since. */
export function useLiveOutline(
  queue: AnswerQueue | undefined,
  productId: number,
  rendered: OutlineSection[],
): OutlineSection[] {
  const summary = useSaveSummary(queue);
  return useMemo(
    () =>
      rendered.map((section) => ({
        ...section,
        dimensions: section.dimensions.map((dimension) => ({
          ...dimension,
          questions: dimension.questions.map((question) => {
            const entry = queue?.entry(productId, question.id);
            if (!entry) return question;
            const done = saysSomething(entry.draft) && !lacksReason(entry);
            const { status } = entry.base;
            return { ...question, done, status: done && status === "unanswered" ? ("draft" as const) : status };
          }),
        })),
      })),
    // The summary is new whenever an answer changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [queue, productId, rendered, summary],
  );
}
