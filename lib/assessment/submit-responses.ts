import { z } from "zod";
import { lockAnswerSet, type LockedSetRow } from "@/db/queries/assessment/answer-set";
import { listSubmittable, markSubmitted, type SubmittableRow } from "@/db/queries/assessment/submissions";
import { listSentBack } from "@/db/queries/assessment/unaddressed";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { announceSubmission } from "./announce-submission";
import { canAnswer } from "./policy";
import { loadQuestionnaire, type Questionnaire } from "./questionnaire";
import { unaddressed } from "./refuse-unaddressed";
import { refuseClosed } from "./refuse-closed";
import { requiresEvidence } from "./require-evidence";
import { takeSnapshot } from "./take-snapshot";
import { isAsked } from "./turn-questions";

const submitResponsesInput = z.object({
  product_id: id(),
  section_id: id().optional(),
  /** Hands in nothing but these. */
  response_ids: z.array(id()).min(1).max(1000).optional(),
  /** Whose answer set; the product's own without it. */
  user_id: id().optional(),
});

/** A question of the questionnaire, with where to find it. `section_id` is null for a free question. */
export interface QuestionLink {
  question_id: number | null;
  section_id: number | null;
  text: string;
}

export interface Submission {
  /** How many responses were handed in. */
  submitted: number;
  responses: { response_id: number; question_id: number | null; version: number }[];
  /** Answers to questions that require evidence and have none yet: they wait for it. */
  without_evidence: (QuestionLink & { response_id: number })[];
  /** Applicable questions without an answer. They do not hold back the others. */
  missing: QuestionLink[];
  /** Responses that came back and are not addressed yet, each with what they need. */
  unaddressed: (QuestionLink & { response_id: number; message: string })[];
}

/**
 * Hands in for review what is answered: a section, or the whole answer set. Says what is missing and what came back and
 * still has to be changed or proven; hands in nothing twice, and nothing that is not asked.
 * @throws Fault invalid for a section of another questionnaire, locked when the round is closed
 */
export const submitResponses = command({
  action: "assessment.responses.submit",
  scope: "responses:write",
  subject: "product",
  input: submitResponsesInput,
  target: (tx, input) => lockAnswerSet(tx, input.product_id, input.user_id ?? null),
  allow: (actor, set) =>
    canAnswer(actor, {
      organizationId: set.organization_id,
      ownerId: set.owner_id,
      isMember: set.is_member,
      archived: set.archived,
      userId: set.user_id,
    }),
  run: async ({ tx, actor, target: set }, input): Promise<Submission> => {
    refuseClosed(set);
    const questionnaire = await loadQuestionnaire(tx, set.questionnaire_version_id);
    const section = sectionOf(questionnaire, input.section_id);
    const rows = await listSubmittable(tx, set.id, set.user_id);
    const here = rows.filter((row) => within(row, questionnaire, section));
    const chosen = input.response_ids && new Set(input.response_ids);
    const candidates = here.filter(
      (row) =>
        row.asked && row.answered && !["submitted", "approved"].includes(row.status) && (chosen?.has(row.id) ?? true),
    );
    const held = await heldBack(tx, candidates);
    const unproven = candidates.filter((row) => lacksEvidence(row, questionnaire));
    const ready = candidates.filter((row) => !held.has(row.id) && !unproven.includes(row));
    const responses = ready.length ? await handIn(tx, set, ready) : [];
    if (responses.length) {
      await takeSnapshot(tx, set.id, set.user_id, "submit");
      await announceSubmission({ tx }, actor, set, responses.length, section?.title);
    }
    return {
      submitted: responses.length,
      responses: responses.map(({ id: response_id, question_id, version }) => ({ response_id, question_id, version })),
      missing: missing(here, questionnaire, section?.id, set.asked),
      without_evidence: unproven.map((row) => ({ response_id: row.id, ...linkTo(row, questionnaire) })),
      unaddressed: candidates.flatMap((row) => {
        const message = held.get(row.id);
        return message ? [{ response_id: row.id, ...linkTo(row, questionnaire), message }] : [];
      }),
    };
  },
});

function sectionOf(questionnaire: Questionnaire, sectionId: number | undefined) {
  if (sectionId === undefined) return undefined;
  const section = questionnaire.sections.find((one) => one.id === sectionId);
  if (!section) throw invalidField("section_id", "is not a section of this product's questionnaire");
  return section;
}

function within(row: SubmittableRow, questionnaire: Questionnaire, section: { id: number; title: string } | undefined) {
  if (!section) return true;
  const question = row.question_id === null ? undefined : questionnaire.byId.get(row.question_id);
  return question ? question.sectionId === section.id : row.section === section.title;
}

/** What came back and may not be handed in again yet, by response id with the reason. */
async function heldBack(tx: Parameters<typeof listSentBack>[0], candidates: SubmittableRow[]) {
  const returned = await listSentBack(
    tx,
    candidates.map((row) => row.id),
  );
  return new Map(
    returned.flatMap((row) => {
      const message = unaddressed(row);
      return message ? [[row.response_id, message] as const] : [];
    }),
  );
}

/** Free questions are no part of the set's counts. */
function handIn(tx: Parameters<typeof markSubmitted>[0], set: LockedSetRow, ready: SubmittableRow[]) {
  const asked = ready.filter((row) => row.question_id !== null);
  const leaving = (status: SubmittableRow["status"]) => -asked.filter((row) => row.status === status).length;
  return markSubmitted(
    tx,
    { productId: set.id, userId: set.user_id, answerSetId: set.answer_set_id! },
    ready.map((row) => row.id),
    {
      draft: leaving("draft"),
      submitted: asked.length,
      needsRevision: leaving("needs_revision"),
      rejected: leaving("rejected"),
    },
  );
}

function lacksEvidence(row: SubmittableRow, questionnaire: Questionnaire): boolean {
  const question = row.question_id === null ? undefined : questionnaire.byId.get(row.question_id);
  return row.files === 0 && requiresEvidence(question, { notApplicable: row.not_applicable });
}

function missing(
  rows: SubmittableRow[],
  questionnaire: Questionnaire,
  sectionId: number | undefined,
  asked: number[],
): QuestionLink[] {
  const answered = new Set(rows.filter((row) => row.answered).map((row) => row.question_id));
  return questionnaire.questions
    .filter((question) => (sectionId === undefined || question.sectionId === sectionId) && !answered.has(question.id))
    .filter((question) => isAsked({ asked }, question))
    .map(({ id: question_id, sectionId: section_id, text }) => ({ question_id, section_id, text }));
}

function linkTo(row: SubmittableRow, questionnaire: Questionnaire): QuestionLink {
  const question = row.question_id === null ? undefined : questionnaire.byId.get(row.question_id);
  return { question_id: row.question_id, section_id: question?.sectionId ?? null, text: row.question };
}
