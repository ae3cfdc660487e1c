import { z } from "zod";
import { findTimeline, listAnswerTexts } from "@/db/queries/assessment/answers-at";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { compareTexts, type DiffPart } from "./compare-texts";
import { changeOfScore, compareAnswers, compareSections, type ComparedQuestion } from "./comparison";
import { momentInput } from "./moment";
import { canSeeProduct } from "./policy";
import { readMomentOf, snapshotIdsOf, type AssessmentAt } from "./read-moment";
import { sayer, type SaidAnswer } from "./said-at";

/** Milliseconds for comparing the texts of one page word by word; what is left then is shown as replaced. */
const PATIENCE = 80;

/**
 * A product's answers at two moments, answer by answer, with the scores of both. Texts are read for the questions of one
 * page alone: a constant number of statements, whatever the length of the questionnaire. `section` is a title.
 */
export const compareAssessments = query({
  action: "assessment.comparison.get",
  subject: "product or snapshot",
  input: z.object({
    product_id: id(),
    from: momentInput(),
    to: momentInput(),
    section: z.string().max(200).optional(),
    /** Questions that do not differ, too. */
    all: flag().default(false),
    limit: limit(500, 50),
    cursor: z.string().max(100).optional(),
  }),
  target: (tx, input) => findTimeline(tx, input.product_id, snapshotIdsOf(input.from, input.to)),
  allow: (actor, product) => canSeeProduct(actor, { organizationId: product.organization_id }),
  run: async ({ tx, target: timeline }, input) => {
    const start = (decodeCursor(input.cursor, "n")?.[0] as number | undefined) ?? 0;
    const [from, to] = await Promise.all([
      readMomentOf(tx, timeline, input.from),
      readMomentOf(tx, timeline, input.to),
    ]);
    const questions = compareAnswers(from, to);
    const listed = questions.filter(
      ({ section, kinds }) =>
        (input.section === undefined || section === input.section) && (input.all || kinds.length > 0),
    );
    const page = listed.slice(start, start + input.limit);
    const texts = await listAnswerTexts(tx, timeline.organization_id, versionsOf(page));
    return {
      product: { id: timeline.id, name: timeline.name, organization: timeline.organization },
      snapshots: timeline.snapshots,
      began_at: timeline.began_at.toISOString(),
      from: headOf(from),
      to: headOf(to),
      change: changeOfScore(overallOf(from), overallOf(to)),
      sections: compareSections(from.sections, to.sections, questions),
      changed: questions.filter(({ kinds }) => kinds.length > 0).length,
      total: questions.length,
      listed: listed.length,
      questions: describe(page, sayer(texts)),
      next_cursor: start + page.length < listed.length ? encodeCursor([start + page.length]) : null,
    };
  },
});

const versionsOf = (page: readonly ComparedQuestion[]) =>
  page.flatMap(({ before, after }) => [before, after].filter((row) => row !== null));

/** Null while nothing is scored: the 1.0 of the original system would look like a fall from it. */
const overallOf = ({ maturity }: AssessmentAt) =>
  Object.values(maturity.dimension_scores).some(({ average }) => average !== null) ? maturity.overall_score : null;

const headOf = (side: AssessmentAt) => ({
  kind: side.moment.kind,
  at: side.at,
  snapshot: side.snapshot,
  overall: overallOf(side),
  validated: side.maturity.validated.coverage > 0 ? side.maturity.validated.overall_score : null,
  coverage: side.maturity.coverage,
  validated_coverage: side.maturity.validated.coverage,
  questionnaire: `${side.questionnaire.title} ${side.questionnaire.version}`,
});

/** A question as the screen sets its two answers side by side; diffs are null where both sides are alike. */
export interface DescribedChange extends Omit<ComparedQuestion, "before" | "after"> {
  before: SaidAnswer | null;
  after: SaidAnswer | null;
  textDiff: DiffPart[] | null;
  commentDiff: DiffPart[] | null;
}

function describe(page: readonly ComparedQuestion[], say: ReturnType<typeof sayer>): DescribedChange[] {
  const end = performance.now() + PATIENCE;
  const diff = (before: string | undefined, after: string | undefined) =>
    before && after ? compareTexts(before, after, Math.max(1, Math.ceil(end - performance.now()))) : null;
  return page.map((question) => {
    const [before, after] = [say(question.before), say(question.after)];
    // Of two options nothing is gained by word-by-word comparison: one was chosen, then the other.
    const words = before?.letter === null && after?.letter === null;
    return {
      ...question,
      before,
      after,
      textDiff: words ? diff(before?.text, after?.text) : null,
      commentDiff: diff(before?.comment, after?.comment),
    };
  });
}
