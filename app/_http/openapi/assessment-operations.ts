import { z } from "zod";
import { calculateProductMaturity } from "@/lib/assessment/calculate-product-maturity";
import { productResponsesInput } from "@/lib/assessment/get-product-responses";
import { saveResponseInput } from "@/lib/assessment/save-response-input";
import { maturitySchema, responsesSchema, savedResponseSchema } from "./answers";
import { idempotency, ifNoneMatch, page, withWords, type Operation } from "./operation";

const words = {
  product_id: "What is answered about.",
  question: "The question's text, or `question_id`. A text of the questionnaire's is bound to it.",
  question_id: "A question of the product's questionnaire.",
  answer:
    "Required unless `not_applicable`, `option_id` or `option_ids`. The letter of an option (`B`), its text or both choose that option; anything else is a free text. By the question's type it is `Yes` or `No`, options one after the other (`A, C`, or `None of these`), a number such as `99.5`, or a day such as `2026-03-31`.",
  option_id: "The chosen option.",
  option_ids: "The chosen options of a question that takes several; an empty list says none of them.",
  user_id: "Whose answer set; standard: the product's own. Another user's needs the right to answer for them.",
  section: "Taken from the questionnaire when the question is bound, else kept as given.",
  dimension: "As `section`.",
  subdimension: "As `section`.",
  maturity_score: "Kept when given; else the option's, else suggested from the text.",
  comment: "A remark to those who review.",
  evidence_path: "The `path` that an earlier upload returned.",
  evidence_ids: "Files uploaded before, to be linked with this answer.",
  not_applicable: "Leaves the question out of the averages.",
  not_applicable_reason: "Required with `not_applicable`.",
  submit: "Hands the answer in for review at once.",
  version: "The version last seen; a newer one is not overwritten (409).",
};
const answer = withWords(saveResponseInput, words, ["partial"]);
const form = withWords(saveResponseInput, words, ["partial", "evidence_ids", "option_ids"]);

/** The assessment's operations, by method and address. */
export const assessmentOperations: Record<string, Operation> = {
  "POST /api/save_response": {
    id: "saveResponse",
    tag: "Assessment",
    summary: "Save an answer",
    description:
      "Saves the one current answer of an answer set to a question; every revision is kept. As JSON, as a form, or as a form with files, in any order of its parts: if one file is refused, nothing is saved.",
    scope: "responses:write",
    header: idempotency,
    body: {
      "application/json": {
        schema: answer,
        example: { product_id: 1, question_id: 1, answer: "B", comment: "Since March." },
      },
      "application/x-www-form-urlencoded": { schema: form },
      "multipart/form-data": {
        schema: form.extend({
          evidence: z
            .array(z.string().meta({ format: "binary" }))
            .max(50)
            .optional()
            .describe("Files, up to 50 MiB each."),
        }),
      },
    },
    answers: {
      200: { description: "The answer was there and is updated.", schema: savedResponseSchema },
      201: { description: "The answer is new.", schema: savedResponseSchema },
    },
    refusals: [404, 409],
  },
  "GET /api/get_responses/{product_id}": {
    id: "getResponses",
    tag: "Assessment",
    summary: "List the answers about a product, newest first",
    scope: "responses:read",
    path: productResponsesInput.pick({ product_id: true }),
    query: withWords(
      productResponsesInput,
      { ...page, user_id: "Of one answer set only.", updated_since: "Changed at or after this time." },
      ["product_id"],
    ),
    header: ifNoneMatch,
    answers: {
      200: { description: "A page of answers.", schema: responsesSchema, headers: ["ETag"] },
      304: { description: "The caller has it already.", headers: ["ETag"] },
    },
  },
  "GET /api/maturity_scores/{product_id}/{user_id}": {
    id: "getMaturityScores",
    tag: "Assessment",
    summary: "Score an answer set by section and dimension",
    scope: "scores:read",
    path: calculateProductMaturity.input,
    answers: { 200: { description: "The scores.", schema: maturitySchema } },
  },
};
