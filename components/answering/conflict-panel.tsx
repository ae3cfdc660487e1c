"use client";

import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { saysSomething, type Answer } from "./answer";
import type { Choice, Entry } from "./save-queue";
import type { Stage } from "./stages";

/** Two answers side by side: the person's own, which is not saved, and the one that stands. Nothing is lost either way. */
export function ConflictPanel({
  entry,
  stages,
  onChoose,
}: {
  entry: Entry;
  stages: Stage[];
  onChoose: (choice: Choice) => void;
}) {
  const theirs = entry.conflict;
  if (!theirs) return null;
  const by = theirs.by || "Someone else";
  const approved = theirs.status === "approved";
  return (
    <section aria-label="Two answers to compare" className="rounded-md border border-warning bg-warning-soft p-3">
      <p className="font-medium text-warning-soft-fg">
        {approved
          ? "A lead approved this answer meanwhile, so it is locked. Your change was not saved."
          : `${by} changed this answer while you did. Nothing was overwritten: choose which one stands.`}
      </p>
      <div className="mt-3 grid gap-3 @md:grid-cols-2">
        <Side title="Yours, not saved" answer={entry.draft} stages={stages}>
          {!approved && (
            <Button size="sm" variant="primary" onClick={() => onChoose("mine")}>
              Keep mine
            </Button>
          )}
        </Side>
        <Side
          title={
            <>
              {by}, {theirs.at ? <RelativeTime value={theirs.at} /> : "before"}
            </>
          }
          answer={theirs}
          stages={stages}
        >
          <Button size="sm" onClick={() => onChoose("theirs")}>
            {approved ? "Discard mine" : "Take theirs"}
          </Button>
        </Side>
      </div>
    </section>
  );
}

function Side({
  title,
  answer,
  stages,
  children,
}: {
  title: React.ReactNode;
  answer: Answer;
  stages: Stage[];
  children: React.ReactNode;
}) {
  const at = stages.findIndex(({ id }) => id === answer.optionId);
  const stage = stages[at];
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-surface p-3 text-ink">
      <p className="text-sm text-muted">{title}</p>
      <div className="flex-1 whitespace-pre-wrap">
        {!saysSomething(answer) && <p className="text-muted">No answer</p>}
        {answer.notApplicable && <p>Not applicable: {answer.reason}</p>}
        {!answer.notApplicable && stage && (
          <p className="font-medium">
            {at + 1}. {stage.text}
          </p>
        )}
        {!answer.notApplicable && answer.optionIds && (
          <ul className="font-medium">
            {answer.optionIds.length === 0 && <li>None of these</li>}
            {stages.map(({ id, text }) => answer.optionIds!.includes(id) && <li key={id}>{text}</li>)}
          </ul>
        )}
        {!answer.notApplicable && answer.text && <p>{answer.text}</p>}
        {answer.comment && <p className="mt-1 text-sm text-muted">Comment: {answer.comment}</p>}
      </div>
      <div>{children}</div>
    </div>
  );
}
