"use client";

import { memo, useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import { EvidencePanel } from "../evidence/evidence-panel";
import { RequestNote, type ResolveRequest } from "../requests/request-note";
import { FormError } from "../ui/form-error";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { useAlive } from "../ui/use-alive";
import { saysSomething } from "./answer";
import { NotApplicable, WrittenAnswer } from "./answer-fields";
import { AnswerInput, choicesOf, chooseAt, CHOOSING, cleared, hasChoice, takesWords } from "./answer-input";
import type { AnswerQueue, Pause } from "./answer-queue";
import { ConflictPanel } from "./conflict-panel";
import { ElsewhereNote } from "./elsewhere-note";
import { linkTo } from "./link-evidence";
import type { AskedQuestion, PanelKind, QuestionHandle } from "./question";
import { QuestionHelp } from "./question-help";
import { QuestionStanding } from "./question-standing";
import { QuestionTools } from "./question-tools";
import { isLocked } from "./save-queue";
import { useEntry } from "./use-answer-queue";
import { useFilled } from "./use-filled";
import { VerdictNote } from "./verdict-note";

/** Where a question is on the page of its section. */
export const cardId = (questionId: number) => `question-${questionId}`;

/** One question: what answers it, words, evidence and verdict, saving by itself. Help stands beside it where there is room. */
export const QuestionCard = memo(function QuestionCard({
  queue,
  productId,
  question,
  canEdit,
  current,
  early,
  pause,
  handle,
  userId,
  organizationId,
  canStatePlatform,
  canAssign,
  resolve,
  onEvidence,
  onCurrent,
  onPanel,
  onFiles,
}: {
  queue: AnswerQueue | undefined;
  productId: number;
  question: AskedQuestion;
  canEdit: boolean;
  current: boolean;
  /** Likely seen before scripts run: drawn whole by the server. The tools of a hundred others would be half its work. */
  early: boolean;
  pause: Pause["why"] | null;
  handle: Ref<QuestionHandle>;
  userId: number;
  organizationId: number;
  canStatePlatform: boolean;
  canAssign: boolean;
  resolve: ResolveRequest;
  /** A file was linked that somebody wanted. */
  onEvidence: () => void;
  onCurrent: (questionId: number) => void;
  onPanel: (questionId: number, kind: PanelKind) => void;
  /** How many files the answer has now. */
  onFiles: (questionId: number, count: number) => void;
}) {
  const { id, standing } = question;
  const entry = useEntry(queue, productId, id, standing);
  const { base } = entry;
  const [files, setFiles] = useState(question.evidence);
  const [opened, setOpened] = useState({ text: false, comment: false, evidence: false, help: false });
  const heading = useRef<HTMLHeadingElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const comment = useRef<HTMLTextAreaElement>(null);
  const reason = useRef<HTMLTextAreaElement>(null);
  const evidence = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ current: HTMLElement | null }>(undefined);

  useEffect(() => setFiles(question.evidence), [question.evidence]);
  useEffect(() => onFiles(id, files.length), [onFiles, id, files.length]);
  // A field that was just asked for takes the focus when it is there.
  useEffect(() => {
    wanted.current?.current?.focus();
    wanted.current = undefined;
  });

  const alive = useAlive();
  const editable = canEdit && !isLocked(entry);
  const filled = useFilled(entry.draft, (values, wait = 0) => {
    if (editable) queue?.change(productId, id, values, wait);
  });
  const { shown: draft, change } = filled;
  const shown = {
    text: question.type === "text" || (takesWords(question) && (opened.text || draft.text !== "")),
    comment: opened.comment || draft.comment !== "",
    evidence: opened.evidence || files.length > 0,
  };
  const open = (part: keyof typeof opened, field: { current: HTMLElement | null }) => {
    setOpened((parts) => ({ ...parts, [part]: true }));
    wanted.current = field;
    field.current?.focus();
  };
  const toggleNotApplicable = () => {
    change({ notApplicable: !draft.notApplicable });
    wanted.current = draft.notApplicable ? heading : reason;
  };

  useImperativeHandle(handle, () => ({
    focus: () => heading.current?.focus({ preventScroll: true }),
    choose: (at) => {
      const chosen = chooseAt(question, draft, at);
      if (chosen) change(chosen, CHOOSING);
    },
    comment: () => editable && open("comment", comment),
    evidence: () => {
      if (editable || files.length > 0) open("evidence", evidence);
    },
    toggleNotApplicable: () => editable && toggleNotApplicable(),
    toggleHelp: () => setOpened((parts) => ({ ...parts, help: !parts.help })),
  }));

  const headingId = `${cardId(id)}-text`;
  return (
    <article
      id={cardId(id)}
      aria-labelledby={headingId}
      data-current={current || undefined}
      onFocusCapture={() => onCurrent(id)}
      onPointerDown={() => onCurrent(id)}
      // Below the line that says how saving goes, which stays in view.
      className="relative scroll-mt-7 border-t border-line py-6 first:border-t-0"
    >
      <span
        aria-hidden
        className={cn("absolute inset-y-6 -left-3 w-0.5 rounded-full md:-left-4", current && "bg-accent")}
      />
      <div className="grid gap-x-6 gap-y-4 @2xl:grid-cols-[minmax(0,1fr)_15rem] @4xl:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="flex min-w-0 flex-col gap-3">
          <div>
            <QuestionStanding question={question} entry={entry} files={files.length} userId={userId} pause={pause} />
            <h3 ref={heading} id={headingId} tabIndex={-1} className="mt-1 text-lg font-medium outline-none">
              {question.text}
            </h3>
          </div>
          <VerdictNote verdict={question.verdict} status={base.status} />
          {question.requests.map((request) => (
            <RequestNote
              key={request.id}
              request={request}
              outcomes={!canEdit ? [] : request.kind === "request" ? ["declined"] : ["withdrawn"]}
              resolve={resolve}
            />
          ))}
          <ConflictPanel
            entry={entry}
            stages={question.stages}
            onChoose={(choice) => queue?.resolve(productId, id, choice)}
          />
          {question.elsewhere && editable && queue && !saysSomething(entry.draft) && (
            <ElsewhereNote elsewhere={question.elsewhere} filled={filled} />
          )}
          {draft.notApplicable ? (
            <NotApplicable
              entry={entry}
              disabled={!editable}
              inputRef={reason}
              onChange={change}
              onLeave={() => queue?.flush()}
            />
          ) : (
            <AnswerInput
              question={question}
              draft={draft}
              labelledBy={headingId}
              // A choice made before the page has come alive would be lost: it waits that moment.
              disabled={!editable || !queue}
              onChange={change}
              onLeave={() => queue?.flush()}
            />
          )}
          <WrittenAnswer
            entry={{ ...entry, draft }}
            type={question.type}
            disabled={!editable}
            showText={shown.text && !draft.notApplicable}
            showComment={shown.comment}
            textRef={text}
            commentRef={comment}
            onChange={change}
            onLeave={() => queue?.flush()}
          />
          {shown.evidence && (
            <EvidencePanel
              ref={evidence}
              evidence={files}
              canEdit={editable}
              productId={productId}
              libraryOf={organizationId}
              canStatePlatform={canStatePlatform}
              responseId={base.responseId ?? undefined}
              label="Evidence for this question"
              compact
              attach={(file) => linkTo(queue, productId, id, file.id)}
              onChange={(changed) => {
                setFiles(changed.evidence);
                if (changed.added && question.requests.some(({ kind }) => kind === "request")) onEvidence();
                const { version } = changed;
                if (version === undefined) return;
                queue?.receive(productId, id, (known) => ({
                  ...known,
                  version,
                  status: (changed.status as typeof known.status | undefined) ?? known.status,
                }));
              }}
            />
          )}
          {entry.refusal !== null && (
            <FormError>
              {entry.refusal} Your text is kept here; change it, or{" "}
              <Button size="sm" variant="ghost" onClick={() => queue?.discard(productId, id)}>
                discard the change
              </Button>
            </FormError>
          )}
          {early || alive ? (
            <QuestionTools
              editable={editable}
              hasChoice={hasChoice(question, draft)}
              takesWords={takesWords(question)}
              clear={choicesOf(question) > 0 ? "Clear choice" : "Clear answer"}
              notApplicable={draft.notApplicable}
              shown={shown}
              files={files.length}
              comments={question.comments}
              unread={question.unread}
              onText={() => open("text", text)}
              onComment={() => open("comment", comment)}
              onEvidence={() => open("evidence", evidence)}
              onNotApplicable={toggleNotApplicable}
              onClear={filled.pending ? filled.drop : () => change(cleared(question))}
              canAssign={canAssign}
              canAsk={editable}
              onPanel={(kind) => onPanel(id, kind)}
            />
          ) : (
            <div className="h-15 max-sm:h-21" />
          )}
        </div>
        <QuestionHelp
          id={`${cardId(id)}-help`}
          help={question.help}
          open={opened.help}
          onToggle={() => setOpened((parts) => ({ ...parts, help: !parts.help }))}
        />
      </div>
    </article>
  );
});
