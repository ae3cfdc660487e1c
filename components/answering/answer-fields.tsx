"use client";

import type { Ref } from "react";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { MaturityBadge } from "../ui/maturity-badge";
import { TYPING, type Change } from "./answer-input";
import type { AskedQuestion } from "./question";
import type { Entry } from "./save-queue";

/** Reasons as a sentence: "Raised by “…”, lowered by “…”, confidence 62 %." */
const sentence = ([first = "", ...others]: string[]) =>
  `${[first.charAt(0).toUpperCase() + first.slice(1), ...others].join(", ")}.`;

/** Why a question does not apply; it counts as answered when the reason is there. */
export function NotApplicable({
  entry,
  disabled,
  inputRef,
  onChange,
  onLeave,
}: {
  entry: Entry;
  disabled: boolean;
  inputRef: Ref<HTMLTextAreaElement>;
  onChange: Change;
  onLeave: () => void;
}) {
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line bg-subtle p-3">
      <p className="font-medium">Not applicable: this question leaves the score.</p>
      <Field label="Why it does not apply to this product" required hint="It is saved as soon as there is a reason.">
        <Textarea
          ref={inputRef}
          rows={2}
          maxLength={2_000}
          value={entry.draft.reason}
          disabled={disabled}
          onChange={(event) => onChange({ reason: event.target.value }, TYPING)}
          onBlur={onLeave}
        />
      </Field>
      {!disabled && (
        <div>
          <Button size="sm" onClick={() => onChange({ notApplicable: false })}>
            It applies after all
          </Button>
        </div>
      )}
    </div>
  );
}

/** The answer in the person's own words, and a comment to the reviewer. */
export function WrittenAnswer({
  entry,
  type,
  disabled,
  showText,
  showComment,
  textRef,
  commentRef,
  onChange,
  onLeave,
}: {
  entry: Entry;
  type: AskedQuestion["type"];
  disabled: boolean;
  showText: boolean;
  showComment: boolean;
  textRef: Ref<HTMLTextAreaElement>;
  commentRef: Ref<HTMLTextAreaElement>;
  onChange: Change;
  /** What was typed is sent without waiting longer. */
  onLeave: () => void;
}) {
  const { base, draft } = entry;
  const suggested = base.scoreSource === "suggested" && draft.optionId === null;
  const abstained = base.scoreSource === "none" && draft.optionId === null && !!base.reasons?.length;
  return (
    <>
      {showText && (
        <Field label={type === "text" ? "Answer" : "In your own words"}>
          <Textarea
            ref={textRef}
            rows={type === "text" ? 4 : 2}
            maxLength={20_000}
            value={draft.text}
            disabled={disabled}
            onChange={(event) => onChange({ text: event.target.value }, TYPING)}
            onBlur={onLeave}
          />
        </Field>
      )}
      {showText && (suggested || abstained) && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          {suggested && <MaturityBadge score={base.score} digits="exact" size="sm" suggested />}
          <span className="wrap-anywhere">
            {base.reasons?.length ? `${sentence(base.reasons)} ` : ""}
            {type === "option" &&
              (suggested ? "Choose a stage to decide it yourself." : "Say more about it, or choose a stage.")}
          </span>
        </p>
      )}
      {showComment && (
        <Field label="Comment for the reviewer">
          <Textarea
            ref={commentRef}
            rows={2}
            maxLength={20_000}
            value={draft.comment}
            disabled={disabled}
            onChange={(event) => onChange({ comment: event.target.value }, TYPING)}
            onBlur={onLeave}
          />
        </Field>
      )}
    </>
  );
}
