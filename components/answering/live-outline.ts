"use client";

import { useMemo } from "react";
import { bandOf, readNumber } from "@/lib/assessment/answer-value";
import { askedBy, chosenOptions, type AskRule, type DecidingQuestion } from "@/lib/assessment/asked";
import type { OutlineSection } from "@/lib/assessment/outline";
import { saysSomething, type Answer } from "./answer";
import type { AnswerQueue } from "./answer-queue";
import { isUnsaved, lacksReason } from "./save-queue";
import { useSaveSummary } from "./use-answer-queue";

/** What the page knows besides: the conditions, and the questions shown here with the number of their files. */
interface Known {
  rules: readonly AskRule[];
  deciding: readonly DecidingQuestion[];
  files: ReadonlyMap<number, { required: boolean; count: number }>;
}

/** The outline as the server rendered it, brought up to date with what was answered here since. */
export function useLiveOutline(
  queue: AnswerQueue | undefined,
  productId: number,
  rendered: OutlineSection[],
  known?: Known,
): OutlineSection[] {
  const summary = useSaveSummary(queue);
  return useMemo(
    () => {
      const asked = known && liveAsked(queue, productId, known);
      const ruled = new Set(known?.rules.map(({ questionId }) => questionId));
      return rendered.map((section) => ({
        ...section,
        dimensions: section.dimensions.map((dimension) => ({
          ...dimension,
          questions: dimension.questions.map((rendered) => {
            const question = ruled.has(rendered.id) ? { ...rendered, asked: asked!.has(rendered.id) } : rendered;
            const entry = queue?.entry(productId, question.id);
            if (!entry) return question;
            const done = saysSomething(entry.draft) && !lacksReason(entry);
            const { status } = entry.base;
            const files = known?.files.get(question.id);
            const lacking = files ? files.required && files.count === 0 : question.unproven;
            return {
              ...question,
              done,
              applies: !(entry.draft.notApplicable && done),
              unproven: done && lacking && !entry.draft.notApplicable,
              status: done && status === "unanswered" ? ("draft" as const) : status,
            };
          }),
        })),
      }));
    },
    // The summary is new whenever an answer changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [queue, productId, rendered, summary, known],
  );
}

/** Which questions with a condition are asked by the answers as they are here, saved or not. */
function liveAsked(queue: AnswerQueue | undefined, productId: number, { rules, deciding, files }: Known): Set<number> {
  const byId = new Map(deciding.map((question) => [question.id, question]));
  return askedBy(rules, (id) => {
    const question = byId.get(id);
    if (!question) return [];
    const entry = queue?.entry(productId, id);
    // Of another section's answer the server knows more than an earlier page, unless it has not been told.
    return entry && (files.has(id) || isUnsaved(entry)) ? chosenBy(entry.draft, question) : question.chosen;
  });
}

function chosenBy(answer: Answer, { type, options }: DecidingQuestion): readonly number[] {
  if (type !== "number" || answer.notApplicable) return chosenOptions(answer);
  const value = readNumber(answer.text);
  const band = value === undefined ? undefined : bandOf(options, value);
  return band ? [band.id] : [];
}
