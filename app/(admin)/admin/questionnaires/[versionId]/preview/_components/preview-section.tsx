"use client";

import { useMemo, useState } from "react";
import { answerIn, blankStanding, type Answer } from "@/components/answering/answer";
import { AnswerInput, takesWords } from "@/components/answering/answer-input";
import { EvidenceRequired } from "@/components/answering/evidence-required";
import type { AskedQuestion } from "@/components/answering/question";
import { QuestionHelp } from "@/components/answering/question-help";
import { Field } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Textarea } from "@/components/ui/input";
import { bandOf, readNumber } from "@/lib/assessment/answer-value";
import { askedBy, chosenOptions } from "@/lib/assessment/asked";
import type { QuestionnairePreview } from "@/lib/assessment/get-questionnaire-preview";

type Question = QuestionnairePreview["questions"][number];
type Deciding = QuestionnairePreview["deciding"][number];

const blank = answerIn(blankStanding);

/** The questions of a section to be tried: conditions open and close as answers change, and nothing is kept. */
export function PreviewSection({
  questions,
  deciding,
  rules,
}: Pick<QuestionnairePreview, "questions" | "deciding" | "rules">) {
  const [answers, setAnswers] = useState<ReadonlyMap<number, Answer>>(new Map());
  const here = useMemo(() => new Set(questions.map(({ id }) => id)), [questions]);
  const byId = new Map(deciding.map((question) => [question.id, question]));
  const asked = askedBy(rules, (id) => {
    const question = byId.get(id);
    return question ? chosenBy(answers.get(id) ?? blank, question) : [];
  });
  const ruled = new Map(rules.map((rule) => [rule.questionId, rule]));
  return (
    <div className="@container">
      {questions.map((question) => {
        const rule = ruled.get(question.id);
        const decidedBy = rule && byId.get(rule.decidedBy);
        if (rule && !asked.has(question.id)) {
          const wanted = decidedBy?.options.filter(({ id }) => rule.options.includes(id)).map(({ text }) => text) ?? [];
          return (
            <article key={question.id} className="border-t border-line py-4 first:border-t-0">
              <p className="flex items-center gap-1.5 text-xs font-medium text-muted">
                <Icon name="circle-slash" size={13} /> Not asked
              </p>
              <h2 className="mt-1 font-medium text-muted">{question.text}</h2>
              <p className="mt-0.5 text-sm text-muted">
                Depends on “{decidedBy?.text ?? "a question that is not there"}” (
                {wanted.join(rule.match === "all" ? " and " : " or ")})
                {decidedBy && !here.has(decidedBy.id) && ", which is asked in another section"}
              </p>
            </article>
          );
        }
        return (
          <PreviewQuestion
            key={question.id}
            question={question}
            answer={answers.get(question.id) ?? blank}
            onChange={(changed) =>
              setAnswers((before) =>
                new Map(before).set(question.id, { ...(before.get(question.id) ?? blank), ...changed }),
              )
            }
          />
        );
      })}
    </div>
  );
}

function PreviewQuestion({
  question,
  answer,
  onChange,
}: {
  question: Question;
  answer: Answer;
  onChange: (changed: Partial<Answer>) => void;
}) {
  const [help, setHelp] = useState(false);
  const headingId = `preview-${question.id}`;
  const shown: AskedQuestion = {
    id: question.id,
    number: question.index + 1,
    code: question.code,
    type: question.type,
    text: question.text,
    evidenceRequired: question.evidence_required,
    dimension: question.dimension,
    subdimension: question.subdimension,
    help: { meaning: question.meaning, importance: question.importance, goodEvidence: question.good_evidence },
    stages: question.options,
    standing: blankStanding,
    evidence: [],
    verdict: null,
    comments: 0,
    unread: 0,
    assigned: null,
    requests: [],
    elsewhere: null,
  };
  return (
    <article aria-labelledby={headingId} className="border-t border-line py-6 first:border-t-0">
      <div className="grid gap-x-6 gap-y-4 @2xl:grid-cols-[minmax(0,1fr)_15rem] @4xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <div>
            <div className="flex min-h-5 items-center gap-3 text-xs text-muted">
              <span className="shrink-0">Question {shown.number}</span>
              <span className="truncate">{[shown.dimension, shown.subdimension].filter(Boolean).join(" / ")}</span>
              {shown.evidenceRequired && <EvidenceRequired there={false} />}
            </div>
            <h2 id={headingId} className="mt-1 text-lg font-medium">
              {shown.text}
            </h2>
          </div>
          <AnswerInput
            question={shown}
            draft={answer}
            labelledBy={headingId}
            disabled={false}
            onChange={onChange}
            onLeave={() => {}}
          />
          {(shown.type === "text" || (takesWords(shown) && answer.optionId !== null)) && (
            <Field label={shown.type === "text" ? "Answer" : "In your own words"}>
              <Textarea rows={2} value={answer.text} onChange={(event) => onChange({ text: event.target.value })} />
            </Field>
          )}
        </div>
        <QuestionHelp id={`${headingId}-help`} help={shown.help} open={help} onToggle={() => setHelp(!help)} />
      </div>
    </article>
  );
}

function chosenBy(answer: Answer, { type, options }: Deciding): readonly number[] {
  if (type !== "number") return chosenOptions(answer);
  const value = readNumber(answer.text);
  const band = value === undefined ? undefined : bandOf(options, value);
  return band ? [band.id] : [];
}
