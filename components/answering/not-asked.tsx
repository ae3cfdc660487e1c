"use client";

import type { AskRule, DecidingQuestion } from "@/lib/assessment/asked";
import { Icon } from "../ui/icon";
import { TextLink } from "../ui/text-link";
import { saysSomething } from "./answer";
import type { AnswerQueue } from "./answer-queue";
import type { AskedQuestion } from "./question";
import { useEntry } from "./use-answer-queue";

/** A question that nobody has to answer as things stand: one line that says why, and that nothing of it is lost. */
export function NotAsked({
  id,
  queue,
  productId,
  question,
  rule,
  decidedBy,
  href,
  onGo,
}: {
  id: string;
  queue: AnswerQueue | undefined;
  productId: number;
  question: AskedQuestion;
  rule: AskRule | undefined;
  decidedBy: DecidingQuestion | undefined;
  /** Where the deciding question is answered. */
  href: string;
  /** Where that is on this page: moves there, the focus too. */
  onGo: ((questionId: number) => void) | undefined;
}) {
  const { draft } = useEntry(queue, productId, question.id, question.standing);
  return (
    <article id={id} aria-labelledby={`${id}-text`} className="scroll-mt-7 border-t border-line py-4 first:border-t-0">
      <p className="flex flex-wrap items-center gap-x-3 text-xs text-muted">
        <span>Question {question.number}</span>
        <span className="flex items-center gap-1.5 font-medium">
          <Icon name="circle-slash" size={13} /> Not asked
        </span>
      </p>
      <h3 id={`${id}-text`} className="mt-1 font-medium text-muted">
        {question.text}
      </h3>
      {rule && decidedBy && (
        <p className="mt-0.5 text-sm text-muted">
          Depends on{" "}
          <TextLink
            href={href}
            onClick={(event) => {
              if (!onGo || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onGo(decidedBy.id);
            }}
          >
            {decidedBy.text}
          </TextLink>{" "}
          {wanted(rule, decidedBy)}
        </p>
      )}
      {saysSomething(draft) && (
        <p className="mt-0.5 text-sm text-muted">
          Its answer is kept. It does not count, and will again when the question is asked again.
        </p>
      )}
    </article>
  );
}

/** "(Yes)", "(Static analysis or Search for secrets)". */
function wanted({ match, options }: AskRule, { options: offered }: DecidingQuestion): string {
  const texts = offered.filter(({ id }) => options.includes(id)).map(({ text }) => text);
  return `(${texts.join(match === "all" ? " and " : " or ")})`;
}
