"use client";

import { useState } from "react";
import { questionsIn, tally, type OutlineSection } from "@/lib/assessment/outline";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { FormError, Notice } from "../ui/form-error";
import { TextLink } from "../ui/text-link";

/** What handing in answered. */
export interface Submitted {
  submitted: number;
  missing: { question_id: number | null; section_id: number | null; text: string }[];
  without_evidence: { question_id: number | null; section_id: number | null; text: string }[];
  unaddressed: { question_id: number | null; section_id: number | null; text: string; message: string }[];
}

export type SubmitResult = { ok: true; data: Submitted } | { ok: false; fault: { message: string } };

/** Hands a section, or all of a product, in for review, and lists with links what is missing or must change first. */
export function SubmitSection({
  outline,
  what,
  unsaved,
  texts,
  hrefOf,
  submit,
}: {
  /** The part that is handed in, as it stands. */
  outline: OutlineSection[];
  /** "section" or "product", for the words. */
  what: string;
  /** Answers that are not at the server yet: they must be before anything is handed in. */
  unsaved: number;
  /** The texts of questions by id, for the list of what is missing. */
  texts: Map<number, string>;
  hrefOf: (sectionId: number, questionId: number) => string;
  submit: () => Promise<SubmitResult>;
}) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");
  const [outcome, setOutcome] = useState<Submitted>();
  const questions = questionsIn(outline);
  const { total, done, ready, returned } = tally(questions);
  const missing = questions.filter((question) => !question.done);
  const unproven = questions.filter(
    (question) => question.unproven && !["submitted", "approved"].includes(question.status),
  );

  async function run() {
    setPending(true);
    setError("");
    const result = await submit().catch(() => undefined);
    setPending(false);
    if (!result) return setError("The server could not be reached. Nothing was handed in; try again.");
    if (!result.ok) return setError(result.fault.message);
    setOutcome(result.data);
  }

  const waiting = outcome?.unaddressed ?? [];
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-60 flex-1">
          <h2 className="text-lg font-semibold">Hand in for review</h2>
          <p className="text-muted">
            {done} of {total} answered
            {ready > 0 && `, ${ready} ready to submit`}
            {returned > 0 && `, ${returned} came back`}. You can go on changing answers until they are approved.
          </p>
        </div>
        <Button variant="primary" icon="send" pending={pending} disabled={unsaved > 0} onClick={() => void run()}>
          Submit {what}
        </Button>
      </div>
      {unsaved > 0 && <p className="text-sm text-warning">Some answers are not saved yet. Submit when they are.</p>}
      <FormError className="empty:-mt-3">{error}</FormError>
      <div role="status" className="empty:-mt-3">
        {outcome && (
          <Notice tone={outcome.submitted > 0 ? "success" : "neutral"}>
            {outcome.submitted > 0
              ? `${outcome.submitted} ${outcome.submitted === 1 ? "answer" : "answers"} handed in for review.`
              : "Nothing new to hand in."}
          </Notice>
        )}
      </div>
      {waiting.length > 0 && (
        <MissingList
          title="Sent back, and not changed enough yet"
          items={waiting.flatMap((item) =>
            item.question_id === null || item.section_id === null
              ? []
              : {
                  id: item.question_id,
                  href: hrefOf(item.section_id, item.question_id),
                  text: item.text,
                  note: item.message,
                },
          )}
        />
      )}
      {unproven.length > 0 && (
        <MissingList
          title={`Evidence required before they are handed in (${unproven.length})`}
          items={unproven.map((question) => ({
            id: question.id,
            href: hrefOf(question.sectionId, question.id),
            text: texts.get(question.id) ?? `Question ${question.number}`,
          }))}
        />
      )}
      {missing.length > 0 && (
        <MissingList
          title={`Not answered yet (${missing.length})`}
          items={missing.map((question) => ({
            id: question.id,
            href: hrefOf(question.sectionId, question.id),
            text: texts.get(question.id) ?? `Question ${question.number}`,
          }))}
        />
      )}
    </Card>
  );
}

const SHOWN = 6;

function MissingList({
  title,
  items,
}: {
  title: string;
  items: { id: number; href: string; text: string; note?: string }[];
}) {
  const [all, setAll] = useState(false);
  return (
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {(all ? items : items.slice(0, SHOWN)).map((item) => (
          <li key={item.id} className="text-sm">
            <TextLink href={item.href}>{item.text}</TextLink>
            {item.note && <span className="text-muted"> {item.note}</span>}
          </li>
        ))}
      </ul>
      {items.length > SHOWN && !all && (
        <Button size="sm" variant="ghost" className="mt-1 -ml-2.5" onClick={() => setAll(true)}>
          Show all {items.length}
        </Button>
      )}
    </div>
  );
}
