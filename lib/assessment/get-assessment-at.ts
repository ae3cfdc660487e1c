import { z } from "zod";
import { findTimeline, listAnswerTexts } from "@/db/queries/assessment/answers-at";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { momentInput } from "./moment";
import { canSeeProduct } from "./policy";
import { readMomentOf, snapshotIdsOf } from "./read-moment";
import { sayer } from "./said-at";
import { placeOf } from "./assessment-at";

/**
 * A product's answers and scores as they were at any moment, section by section: exact, from revisions and verdicts. Texts
 * are read for the questions of one page alone. `section` is a title; standard: the first.
 */
export const getAssessmentAt = query({
  action: "assessment.moment.get",
  subject: "product or snapshot",
  input: z.object({
    product_id: id(),
    at: momentInput(),
    section: z.string().max(200).optional(),
    limit: limit(500, 50),
    cursor: z.string().max(100).optional(),
  }),
  target: (tx, input) => findTimeline(tx, input.product_id, snapshotIdsOf(input.at)),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, target: timeline }, input) => {
    const start = (decodeCursor(input.cursor, "n")?.[0] as number | undefined) ?? 0;
    const side = await readMomentOf(tx, timeline, input.at);
    const section = side.sections.find(({ title }) => title === input.section) ?? side.sections[0];
    const byQuestion = new Map(side.rows.map((row) => [row.question_id, row]));
    const asked = side.questionnaire.questions
      .filter((question) => question.section === section?.title)
      .map((question) => ({ ...question, questionId: question.id as number | null, row: byQuestion.get(question.id) }));
    const free = side.rows
      .filter((row) => row.question_id === null || !side.questionnaire.byId.has(row.question_id))
      .filter((row) => placeOf(row, side.questionnaire).section === section?.title)
      .map((row) => ({ questionId: null, code: "", text: row.question, dimension: row.dimension, row }));
    const all = [...asked, ...free];
    const page = all.slice(start, start + input.limit);
    const texts = await listAnswerTexts(
      tx,
      timeline.organization_id,
      page.flatMap(({ row }) => row ?? []),
    );
    const say = sayer(texts);
    return {
      product: { id: timeline.id, name: timeline.name, organization: timeline.organization },
      snapshots: timeline.snapshots,
      began_at: timeline.began_at.toISOString(),
      kind: side.moment.kind,
      at: side.at,
      snapshot: side.snapshot,
      questionnaire: `${side.questionnaire.title} ${side.questionnaire.version}`,
      answered: side.rows.filter((row) => row.answered).length,
      maturity: side.maturity,
      sections: side.sections,
      section: section?.title ?? "",
      questions: page.map(({ questionId, code, text, dimension, row }) => ({
        questionId,
        code,
        text,
        dimension,
        said: say(row ?? null),
      })),
      next_cursor: start + page.length < all.length ? encodeCursor([start + page.length]) : null,
    };
  },
});
