import { z } from "zod";
import { listAssignments } from "@/db/queries/assessment/assignments";
import { listOpenRequests, type OpenRequestRow } from "@/db/queries/assessment/evidence-requests";
import { listOtherSets } from "@/db/queries/assessment/product-people";
import { findProduct } from "@/db/queries/assessment/products";
import { listAnswerStates, type AnswerStateRow } from "@/db/queries/assessment/progress";
import { findEarlierVersionOf } from "@/db/queries/assessment/questionnaires";
import { listScores } from "@/db/queries/assessment/scores";
import { listSectionResponses, type SectionResponseRow } from "@/db/queries/assessment/sections";
import type { Tx } from "@/lib/kernel/database";
import { notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import type { DecidingQuestion } from "./asked";
import { findAnsweredElsewhere, type AnsweredElsewhere } from "./answered-elsewhere";
import { assigneesOf, describeAssignment, type Assignment } from "./assignments";
import { canAssign } from "./evidence-policy";
import { movedSections } from "./move-places";
import { chosenIn, outlineOf } from "./outline-of";
import { canAnswer, canSeeProduct } from "./policy";
import { accessTo, describeProduct } from "./product";
import { loadQuestionnaire, type PlacedQuestion, type Questionnaire } from "./questionnaire";

type SectionResponse = Omit<SectionResponseRow, "updated_at"> & { updated_at: string };

/** A question of the section, with its help, its options and what was answered (null: nothing yet). */
export interface SectionQuestion extends PlacedQuestion {
  response: SectionResponse | null;
  /** Who has to answer it: by its own assignment or its section's. */
  assignment: Assignment | null;
  /** What is wanted as evidence for it. */
  requests: OpenRequest[];
  /** What another product answers to the like of it, to whoever may answer it and while it is not answered. */
  elsewhere: AnsweredElsewhere | null;
}

type OpenRequest = Omit<OpenRequestRow, "created_at"> & { created_at: string };

/**
 * One section of a product's questionnaire with the answers of the product's set, or of another user's (`user_id`), and
 * the state of all sections beside it. A section of a version that the product has left is the one it has become. A
 * constant number of queries, however long the section.
 */
export const getSection = query({
  action: "assessment.section.read",
  scope: "responses:read",
  subject: "product or section",
  input: z.object({ product_id: id(), section_id: id(), user_id: id().optional() }),
  target: (tx, input) => findProduct(tx, input.product_id),
  allow: (actor, product) => canSeeProduct(actor, accessTo(product)),
  run: async ({ tx, actor, target }, input) => {
    const userId = input.user_id ?? target.owner_id;
    const questionnaire = await loadQuestionnaire(tx, target.questionnaire_version_id);
    const section = await sectionIn(tx, questionnaire, input.section_id);
    if (!section) throw notFound("section");
    const questions = questionnaire.questions.filter(({ sectionId }) => sectionId === section.id);
    const set = { organizationId: target.organization_id, productId: target.id, userId };
    const answers = !target.round_closed && canAnswer(actor, { ...accessTo(target), userId });
    const [responses, states, scores, others, assignmentRows, requests, elsewhere] = await Promise.all([
      listSectionResponses(
        tx,
        target.id,
        userId,
        questions.map((question) => question.id),
      ),
      listAnswerStates(tx, target.id, userId),
      listScores(tx, target.id, userId),
      listOtherSets(tx, target.id),
      listAssignments(tx, target.id),
      listOpenRequests(
        tx,
        target.id,
        questions.map((question) => question.id),
      ),
      answers ? findAnsweredElsewhere(tx, set, questions) : [],
    ]);
    const assignments = assignmentRows.map(describeAssignment);
    const assignees = assigneesOf(assignments, questionnaire.questions);
    const other = others.find((set) => set.user_id === userId);
    if (userId !== target.owner_id && !other) throw notFound("answer set");
    const byQuestion = new Map(responses.map((row) => [row.question_id, row]));
    const answeredElsewhere = new Map(elsewhere.map((each) => [each.question_id, each]));
    return {
      product: describeProduct(target),
      access: accessTo(target),
      section: { id: section.id, title: section.title, description: section.description },
      dimensions: section.dimensions.map(({ title, description }) => ({ title, description })),
      questions: questions.map((question): SectionQuestion => {
        const row = byQuestion.get(question.id);
        return {
          ...question,
          response: row ? { ...row, updated_at: row.updated_at.toISOString() } : null,
          assignment: assignees.get(question.id) ?? null,
          requests: requests
            .filter((request) => request.question_id === question.id)
            .map((request) => ({ ...request, created_at: request.created_at.toISOString() })),
          elsewhere: answeredElsewhere.get(question.id) ?? null,
        };
      }),
      /** The conditions of the whole version, and the questions that decide them with what they choose now. */
      rules: questionnaire.rules,
      deciding: decidingIn(questionnaire, states),
      /** The section's own assignment. */
      assignment: assignments.find((each) => each.question_id === null && each.section_id === section.id) ?? null,
      can_assign: canAssign(actor, accessTo(target)),
      /** Every question, in any section, that whoever asks has to answer. */
      mine: [...assignees].flatMap(([questionId, each]) => (each.user_id === actor.userId ? [questionId] : [])),
      outline: outlineOf(questionnaire, states, scores),
      /** Whose set is shown, where it is not the product's own. */
      other_set: other ? { user_id: other.user_id, name: other.name } : null,
      other_sets: others.map(({ user_id, name, answered }) => ({ user_id, name, answered })),
    };
  },
});

/** A section of the version; of one that the product has left, the section it has become: notices and links go on leading there. */
async function sectionIn(tx: Tx, questionnaire: Questionnaire, sectionId: number) {
  const named = (id: number | undefined) => questionnaire.sections.find((section) => section.id === id);
  const section = named(sectionId);
  if (section) return section;
  const earlier = await findEarlierVersionOf(tx, sectionId, questionnaire.id);
  return earlier && named(movedSections(await loadQuestionnaire(tx, earlier), questionnaire).get(sectionId));
}

function decidingIn({ rules, questions }: Questionnaire, states: readonly AnswerStateRow[]): DecidingQuestion[] {
  const deciding = new Set(rules.map(({ decidedBy }) => decidedBy));
  const byQuestion = new Map(states.map((state) => [state.question_id, state]));
  return questions
    .filter(({ id: questionId }) => deciding.has(questionId))
    .map(({ id: questionId, sectionId, text, type, options }) => ({
      id: questionId,
      sectionId,
      text,
      type,
      options: options.map((option) => ({ id: option.id, text: option.text, minimum: option.minimum })),
      chosen: chosenIn(byQuestion.get(questionId)),
    }));
}
