"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { Fragment, useCallback, useEffect, useMemo, useRef } from "react";
import { narrow, questionsIn, tally, type OutlineSection } from "@/lib/assessment/outline";
import type { AskRule, DecidingQuestion } from "@/lib/assessment/asked";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/states";
import type { Assigned } from "./assign-drawer";
import type { WorkActions } from "./work-actions";
import type { ThreadActions } from "../threads/types";
import { Progress } from "../ui/progress";
import { choicesOf } from "./answer-input";
import { AskedNews } from "./asked-news";
import type { LoadHistory } from "./history-drawer";
import { useLiveOutline } from "./live-outline";
import { NotAsked } from "./not-asked";
import { optionTexts, type AskedQuestion, type PanelKind, type QuestionHandle } from "./question";
import { cardId, QuestionCard } from "./question-card";
import { QuestionPanels } from "./question-panels";
import { SaveLine } from "./save-line";
import { SectionNavigation } from "./section-navigation";
import { SubmitSection, type SubmitResult } from "./submit-section";
import { useAnswerQueue, useSaveSummary, useUnsaved } from "./use-answer-queue";
import { useKnown } from "./use-known";
import { usePlace } from "./use-place";
import { useQuestionKeys } from "./use-question-keys";
import { useSteadyPlace } from "./use-steady-place";

export interface SectionAnswersProps {
  user: { id: number; name: string };
  productId: number;
  sectionId: number;
  dimensions: { title: string; description: string }[];
  questions: AskedQuestion[];
  outline: OutlineSection[];
  /** The questionnaire's conditions, and the questions that decide them. */
  rules: readonly AskRule[];
  deciding: readonly DecidingQuestion[];
  canEdit: boolean;
  /** Another user's set is shown: nothing of it is saved from here. */
  otherSet: boolean;
  threadActions: ThreadActions;
  loadHistory: LoadHistory;
  /** Of every section, the questions that the person has to answer. */
  mine: number[];
  organizationId: number;
  /** Whether who answers may state how the platform itself stands. */
  canStatePlatform: boolean;
  section: { id: number; title: string; assigned: Assigned | null };
  canAssign: boolean;
  work: WorkActions;
  submit: () => Promise<SubmitResult>;
}

/** Questions that a screen shows at first, on the largest. */
const EARLY = 5;

/** The questions of a section with everything that happens to them; see use-question-keys for the keys. */
export function SectionAnswers(props: SectionAnswersProps) {
  const { user, productId, sectionId, questions, canEdit, otherSet } = props;
  const router = useRouter();
  const running = useAnswerQueue(user);
  const queue = otherSet ? undefined : running;
  const summary = useSaveSummary(running);
  const unsaved = useUnsaved(running, productId);
  const { known: facts, onFiles } = useKnown(props);
  const outline = useLiveOutline(queue, productId, props.outline, facts);
  const asked = new Set(questionsIn(outline).map(({ id }) => id));
  const handles = useRef(new Map<number, QuestionHandle>());
  const lead = useCallback((id: number) => {
    document.getElementById(cardId(id))?.scrollIntoView({ block: "start" });
    handles.current.get(id)?.focus();
  }, []);
  const [place, setPlace] = usePlace(lead);
  const onlyMine = useSearchParams().get("mine") === "1";
  const mine = useMemo(() => new Set(props.mine), [props.mine]);
  const shown = onlyMine ? questions.filter(({ id }) => mine.has(id)) : questions;
  const walked = useMemo(() => (onlyMine ? narrow(outline, mine) : outline), [onlyMine, outline, mine]);
  const refresh = useCallback(() => router.refresh(), [router]);
  const known = shown.find(({ id }) => id === place.question);
  const currentId = (known ?? shown[0])?.id ?? 0;
  const current = shown.find(({ id }) => id === currentId);
  const frame = useRef<HTMLDivElement>(null);
  useSteadyPlace(frame, known && cardId(known.id));
  const here = outline.filter(({ id }) => id === sectionId);

  useEffect(() => {
    for (const question of questions) queue?.open(productId, question.id, question.standing, optionTexts(question));
  }, [queue, productId, questions]);

  const { panel } = place;
  // What is open beside the questions follows the current one.
  const onCurrent = useCallback((question: number) => setPlace({ question }), [setPlace]);
  const onPanel = useCallback((question: number, kind: PanelKind) => setPlace({ question, panel: kind }), [setPlace]);
  const go = useCallback(
    (id: number) => {
      setPlace({ question: id });
      lead(id);
    },
    [setPlace, lead],
  );
  const goTo = useCallback(
    (inSection: number, id: number) => {
      if (inSection === sectionId) go(id);
      else router.push(`/products/${productId}/sections/${inSection}?q=${id}${onlyMine ? "&mine=1" : ""}`);
    },
    [go, router, productId, sectionId, onlyMine],
  );

  // Keys go by the focus, which moves at once: whoever types fast is ahead of the address and of what is drawn.
  const idNow = () =>
    questions.find(({ id }) => document.getElementById(cardId(id))?.contains(document.activeElement))?.id ?? currentId;

  useQuestionKeys({
    stages: Math.min(9, Math.max(0, ...questions.map(choicesOf))),
    editable: canEdit,
    current: () => handles.current.get(idNow()),
    move: (by) => {
      const now = idNow();
      const open = shown.filter(({ id }) => asked.has(id) || id === now);
      const next = open[open.findIndex(({ id }) => id === now) + by];
      if (next) go(next.id);
    },
    nextUnanswered: () => {
      const all = questionsIn(walked);
      const now = idNow();
      const at = all.findIndex(({ id }) => id === now);
      const next = [...all.slice(at + 1), ...all.slice(0, at)].find(({ done }) => !done);
      if (next) goTo(next.sectionId, next.id);
    },
    openPanel: (kind) => current && onPanel(idNow(), kind),
  });

  const texts = useMemo(() => new Map(questions.map(({ id, text }) => [id, text])), [questions]);
  const compare = () => {
    const conflicting = questionsIn(outline).find(({ id }) => queue?.entry(productId, id)?.conflict);
    if (conflicting) goTo(conflicting.sectionId, conflicting.id);
  };
  const setHandle = (id: number) => (handle: QuestionHandle | null) => {
    if (handle) handles.current.set(id, handle);
    else handles.current.delete(id);
  };
  const { done, total } = tally(questionsIn(here));
  // The fragment leads back to a question that is the current one already.
  const hrefOf = (inSection: number, id: number) =>
    `/products/${productId}/sections/${inSection}?q=${id}#${cardId(id)}`;
  const notAsked = (question: AskedQuestion) => {
    const rule = props.rules.find(({ questionId }) => questionId === question.id);
    const decidedBy = props.deciding.find(({ id }) => id === rule?.decidedBy);
    return (
      <NotAsked
        id={cardId(question.id)}
        queue={queue}
        productId={productId}
        question={question}
        rule={rule}
        decidedBy={decidedBy}
        href={decidedBy ? hrefOf(decidedBy.sectionId, decidedBy.id) : ""}
        onGo={decidedBy?.sectionId === sectionId ? go : undefined}
      />
    );
  };
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <SectionNavigation
        outline={walked}
        sectionId={sectionId}
        productId={productId}
        mine={{ count: mine.size, only: onlyMine }}
      />
      <div ref={frame} className="@container min-w-0">
        <div className="sticky top-(--topbar-height) z-10 -mx-3 flex items-center gap-4 border-b border-line bg-canvas px-3 py-1.5 md:-mx-4 md:px-4">
          {total > 0 && (
            <Progress value={done} max={total} label="Answered in this section" className="w-28 shrink-0 @xl:w-48" />
          )}
          <div className="min-w-0 flex-1">
            {canEdit && <SaveLine summary={summary} onCompare={compare} onRetry={() => running?.retry()} />}
          </div>
        </div>
        <AskedNews asked={asked} />
        {shown.length === 0 && (
          <EmptyState
            icon="user"
            title="Nothing in this section is assigned to you"
            action={<LinkButton href={`/products/${productId}/sections/${sectionId}`}>Show all questions</LinkButton>}
          />
        )}
        {shown.map((question, at) => {
          const begins = shown[at - 1]?.dimension !== question.dimension;
          const index = props.dimensions.findIndex(({ title }) => title === question.dimension);
          return (
            <Fragment key={question.id}>
              {begins && (
                <div id={`dimension-${sectionId}-${index}`} className="scroll-mt-7 pt-6 pb-1">
                  <h2 className="text-lg font-semibold">{question.dimension}</h2>
                  <p className="max-w-prose text-muted">{props.dimensions[index]?.description}</p>
                </div>
              )}
              {asked.has(question.id) ? (
                <QuestionCard
                  queue={queue}
                  productId={productId}
                  question={question}
                  canEdit={canEdit}
                  current={question.id === currentId}
                  early={at < EARLY}
                  pause={summary.pause}
                  handle={setHandle(question.id)}
                  userId={user.id}
                  organizationId={props.organizationId}
                  canStatePlatform={props.canStatePlatform}
                  canAssign={props.canAssign}
                  resolve={props.work.resolve}
                  onEvidence={refresh}
                  onCurrent={onCurrent}
                  onPanel={onPanel}
                  onFiles={onFiles}
                />
              ) : (
                notAsked(question)
              )}
            </Fragment>
          );
        })}
        {canEdit && questionsIn(here).length > 0 && (
          <SubmitSection
            outline={here}
            what="section"
            unsaved={unsaved}
            texts={texts}
            hrefOf={hrefOf}
            submit={async () => {
              const result = await props.submit();
              router.refresh();
              return result;
            }}
          />
        )}
      </div>
      {current && (
        <QuestionPanels
          question={current}
          panel={panel}
          queue={queue}
          productId={productId}
          threadActions={props.threadActions}
          loadHistory={props.loadHistory}
          section={props.section}
          work={props.work}
          onClose={() => setPlace({ question: current.id, panel: null })}
        />
      )}
    </div>
  );
}
