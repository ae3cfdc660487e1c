import { z } from "zod";
import { askAgainReasons } from "@/lib/assessment/move-answer";
import { responseStatus } from "./answers";

/* What is answered about moving a product to a later version of its questionnaire. */

const score = z.number().min(0).max(5);
const share = z.number().min(0).max(1);

const version = z.strictObject({ questionnaire_version_id: z.int(), version: z.string() });
const counts = { keep: z.int(), ask_again: z.int(), drop: z.int() };
const scores = z
  .strictObject({
    overall: score.nullable().describe("Null where nothing is scored."),
    validated: score.nullable(),
    coverage: share,
    dimensions: z.record(z.string(), score.nullable()).describe("By name of the dimension."),
  })
  .meta({ id: "MoveScores" });

const place = { code: z.string(), question: z.string(), section: z.string(), dimension: z.string() };
const answerMove = z
  .strictObject({
    response_id: z.int(),
    version: z.int().describe("Of the answer, before the move."),
    ...place,
    answer: z.string(),
    score: score.nullable(),
    status: responseStatus,
    new_question_id: z.int().nullable().describe("Null: the later version has no such question."),
    new_question: z.string().nullable(),
    new_score: score.nullable(),
    new_status: responseStatus.nullable(),
    why: z
      .array(z.enum(askAgainReasons))
      .describe(
        "Why it is asked again: the `question` is worded otherwise or has another `type`, the chosen `option` is no more or says something else, its `score` or the list of `options` differs, `evidence` is required now, or a free question has `joined` the questionnaire.",
      ),
    carried: z.boolean().describe("Whether the answer is carried over, as a draft; if not, it stands in the history."),
    asked: z.boolean().describe("Whether the question's condition is met afterwards."),
  })
  .meta({ id: "AnswerMove" });

const move = z
  .strictObject({
    counts: z.strictObject({ ...counts, added: z.int().describe("Questions that only the later version has.") }),
    before: scores.nullable().describe("Null while nothing is answered."),
    after: scores.nullable(),
    keep: z.array(answerMove).describe("Answers that stay as they are, with their review status."),
    ask_again: z.array(answerMove).describe("Answers that become drafts, to be confirmed or given anew."),
    drop: z.array(answerMove).describe("Answers that stand in the history alone afterwards, and count nowhere."),
    added: z.array(z.strictObject({ question_id: z.int(), ...place })),
    others: z
      .array(
        z.strictObject({
          user_id: z.int(),
          name: z.string(),
          counts: z.strictObject(counts),
          before: scores,
          after: scores,
        }),
      )
      .describe("Answer sets of other users, which move along."),
    ended: z
      .strictObject({
        assignments: z.array(z.strictObject({ name: z.string(), place: z.string() })),
        actions: z.array(z.strictObject({ title: z.string(), question: z.string() })),
        requests: z.array(z.strictObject({ text: z.string(), question: z.string() })),
        targets: z.array(z.strictObject({ section: z.string(), dimension: z.string(), level: score })),
      })
      .describe("What refers to a question, section or dimension that is no more, and ends with it."),
    state: z.string().describe("Send it with the move, and it is refused (409) where answers have changed since."),
  })
  .meta({ id: "Move" });

export const movePreviewSchema = z
  .strictObject({
    product: z.strictObject({
      id: z.int(),
      name: z.string(),
      organization: z.string(),
      questionnaire: z.string(),
      round: z.int(),
      round_closed: z.boolean(),
    }),
    from: version,
    to: version.nullable().describe("Null: the product is at the newest version."),
    newer: z.array(version),
    may_move: z.boolean(),
    move: move.nullable(),
  })
  .meta({ id: "MovePreview" });

export const productMoveSchema = z
  .strictObject({
    product_id: z.int(),
    questionnaire_version_id: z.int(),
    version: z.string(),
    moved: z.boolean().describe("False: the product was there already."),
    counts: z.strictObject(counts).nullable(),
    before: scores.nullable(),
    after: scores.nullable(),
  })
  .meta({ id: "ProductMove" });
