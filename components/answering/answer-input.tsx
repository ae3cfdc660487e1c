"use client";

import type { Answer } from "./answer";
import type { AskedQuestion } from "./question";
import { SeveralOptions, toggled, toggledNone } from "./several-options";
import { Stages } from "./stages";
import { DateAnswer, NumberAnswer } from "./typed-fields";
import { YesOrNo } from "./yes-or-no";

/** Milliseconds to wait after a choice: arrows pass over stages on their way, and several are chosen one by one. */
export const CHOOSING = 150;
/** Milliseconds without a keystroke after which typed text is sent. */
export const TYPING = 800;

export type Change = (change: Partial<Answer>, wait?: number) => void;

/** Whether a question's own words can stand beside what is chosen. */
export const takesWords = ({ type }: Pick<AskedQuestion, "type">) => type === "option" || type === "yes_no";

/** How many of a question's choices have a key. */
export const choicesOf = ({ type, stages }: Pick<AskedQuestion, "type" | "stages">) => {
  if (type === "options") return stages.length + 1;
  return takesWords({ type }) ? stages.length : 0;
};

/** What choosing the option at a place (from 0) changes in an answer; undefined where there is none to choose. */
export function chooseAt({ type, stages }: AskedQuestion, draft: Answer, at: number): Partial<Answer> | undefined {
  const stage = stages[at];
  if (type === "options") {
    if (at > stages.length) return undefined;
    const optionIds = stage ? toggled(stages, draft.optionIds, stage.id) : toggledNone(draft.optionIds);
    return { optionIds, notApplicable: false };
  }
  return stage && takesWords({ type }) ? { optionId: stage.id, notApplicable: false } : undefined;
}

/** What takes an answer away, but for words beside a choice. */
export const cleared = (question: AskedQuestion): Partial<Answer> => ({
  optionId: null,
  optionIds: null,
  ...(!takesWords(question) && { text: "" }),
});

/** Whether there is anything to take away. */
export const hasChoice = (question: AskedQuestion, { notApplicable, optionId, optionIds, text }: Answer) =>
  !notApplicable &&
  (optionId !== null || optionIds !== null || (question.type !== "text" && !takesWords(question) && text !== ""));

/** What a question is answered with, by its type. Text has a field of its own, beside the comment. */
export function AnswerInput({
  question,
  draft,
  labelledBy,
  disabled,
  onChange,
  onLeave,
}: {
  question: AskedQuestion;
  draft: Answer;
  labelledBy: string;
  disabled: boolean;
  onChange: Change;
  onLeave: () => void;
}) {
  const { id: questionId, stages, type } = question;
  const options = { questionId, labelledBy, stages, disabled };
  const choose = (optionId: number) => onChange({ optionId, notApplicable: false }, CHOOSING);
  const onText = (text: string) => onChange({ text }, TYPING);
  const typed = { labelledBy, disabled, text: draft.text, onText, onLeave };
  switch (type) {
    case "option":
      return <Stages {...options} value={draft.optionId} onChoose={choose} />;
    case "yes_no":
      return <YesOrNo {...options} value={draft.optionId} onChoose={choose} />;
    case "options":
      return (
        <SeveralOptions
          {...options}
          value={draft.optionIds}
          onChoose={(optionIds) => onChange({ optionIds, notApplicable: false }, CHOOSING)}
        />
      );
    case "number":
      return <NumberAnswer {...typed} stages={stages} />;
    case "date":
      return <DateAnswer {...typed} />;
    case "text":
      return null;
  }
}
