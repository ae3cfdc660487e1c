import { z } from "zod";
import { productResponsesInput } from "@/lib/assessment/get-product-responses";
import { productStatuses } from "@/lib/assessment/product-status";

/* What is answered, as schemas: the document is made of them, and tests hold live answers against them. */

const score = z.number().min(0).max(5);
const level = z.enum(["Initial", "Developing", "Defined", "Managed", "Optimized"]);
export const responseStatus = productResponsesInput.shape.status.unwrap();
const scoreSource = z.enum(["provided", "option", "suggested", "none"]);
export const time = z.iso.datetime().describe("ISO 8601, UTC.");
export const dayOrNone = z.iso.date().nullable().describe("A day; null: none.");
export const nextCursor = z
  .string()
  .nullable()
  .describe("Send it as `cursor` for the next page; null: this was the last.");

export const evidenceSchema = z
  .strictObject({
    id: z.int(),
    path: z.string().describe("Names the file in `evidence_path`."),
    filename: z.string(),
    sha256: z.string().length(64),
    size: z.int().describe("Bytes."),
    media_type: z.string(),
  })
  .meta({ id: "Evidence" });

/** Where a file is from. */
export const evidenceOrigin = {
  origin: z
    .enum(["upload", "system"])
    .describe("Whether somebody uploaded it, or the system wrote it of what it knows."),
  withdrawn_on: z.iso
    .date()
    .nullable()
    .describe(
      "The day on which the exposure notice that it tells of was withdrawn; null: it stands, or there is none.",
    ),
};

const validatedScore = z.strictObject({ average: score.nullable(), count: z.int() });
const modelScore = score
  .nullable()
  .optional()
  .describe(
    "On the model's own scale: 0 to 3 in SAMM, the level reached under high water. Absent under the model `mean`.",
  );
const figures = {
  average: score
    .nullable()
    .describe(
      "Weighted mean of the answered, applicable questions, or what the questionnaire's model makes of them; null without one.",
    ),
  model_score: modelScore,
  count: z.int().describe("Questions with a score."),
  answered: z.int(),
  total: z.int().describe("Questions asked: those whose condition is not met are left out."),
  not_applicable: z.int(),
  validated: validatedScore.describe("Approved answers only."),
};
const dimensionScores = z
  .record(
    z.string(),
    z.strictObject({
      ...figures,
      section: z.string(),
      subdimensions: z.record(z.string(), z.strictObject(figures)).optional(),
    }),
  )
  .describe("By name of the dimension; `<section> / <dimension>` where two sections have one of the same name.");

export const savedResponseSchema = z
  .strictObject({
    success: z.literal(true),
    response_id: z.int(),
    version: z.int().describe("Send it with the next save, so that nothing newer is overwritten."),
    status: responseStatus,
    maturity_score: score.nullable(),
    score_source: scoreSource,
    asked: z
      .boolean()
      .describe("False while the question's condition is not met: the answer is kept and counts nowhere until then."),
    reasons: z
      .array(z.string())
      .optional()
      .describe("The phrases that raised or lowered a suggested score and its confidence, or why none was suggested."),
    evidence: z.array(evidenceSchema),
    dimension_scores: dimensionScores,
    overall_score: score,
    maturity_level: level,
    saved_at: time,
    created: z.boolean(),
  })
  .meta({ id: "SavedResponse" });

export const responsesSchema = z
  .strictObject({
    responses: z.array(
      z
        .strictObject({
          id: z.int(),
          product_id: z.int(),
          product_name: z.string(),
          user_id: z.int(),
          username: z.string().nullable(),
          organization: z.string().nullable(),
          question_id: z.int().nullable().describe("Null for a question that is not the questionnaire's."),
          question: z.string(),
          answer: z.string(),
          option_id: z.int().nullable().describe("The option chosen; of a number, the band it falls into."),
          option_ids: z
            .array(z.int())
            .nullable()
            .describe("Of a question that takes several options: those chosen, none where it is empty."),
          asked: z.boolean().describe("False while the question's condition is not met."),
          section: z.string(),
          dimension: z.string(),
          subdimension: z.string(),
          maturity_score: score.nullable(),
          max_score: z.literal(5),
          score_source: scoreSource,
          not_applicable: z.boolean(),
          not_applicable_reason: z.string().nullable(),
          comment: z.string(),
          evidence_path: z.string().nullable().describe("The path of the first file."),
          evidence: z.array(evidenceSchema),
          status: responseStatus,
          version: z.int(),
          created_at: time,
          updated_at: time,
        })
        .meta({ id: "Response" }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "Responses" });

export const maturitySchema = z
  .strictObject({
    product_id: z.int(),
    user_id: z.int(),
    dimension_scores: dimensionScores,
    sections: z.record(z.string(), z.strictObject({ average: score.nullable(), count: z.int() })),
    overall_score: score.describe("Mean of the dimensions' averages; 1.0 without an answer."),
    maturity_level: level,
    model_score: modelScore,
    coverage: z.number().min(0).max(1).describe("Share of the applicable questions asked that is answered."),
    validated: z.strictObject({ overall_score: score, maturity_level: level, coverage: z.number().min(0).max(1) }),
    target: score.optional(),
    calculated_at: time,
  })
  .meta({ id: "Maturity" });

const values = z.record(z.string(), z.unknown()).nullable();

export const auditTrailSchema = z
  .strictObject({
    audit_entries: z.array(
      z
        .strictObject({
          id: z.int(),
          timestamp: time,
          user_id: z.int().nullable(),
          username: z.string().nullable(),
          organization_id: z.int().nullable(),
          action: z.string().describe("INSERT, UPDATE, DELETE or a named event such as LOGIN."),
          table_name: z.string().nullable(),
          record_id: z.int().nullable(),
          old_values: values,
          new_values: values.describe('Secrets show as "[redacted]".'),
          ip_address: z.string().nullable(),
          user_agent: z.string().nullable(),
          request_id: z.string().nullable(),
          reason: z.string().nullable(),
          hash: z.string().nullable().describe("The seal of the entry in the chain; null until it is sealed."),
        })
        .meta({ id: "AuditEntry" }),
    ),
    next_cursor: nextCursor,
  })
  .meta({ id: "AuditTrail" });

export const productSchema = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    url: z.string(),
    language: z.string(),
    cloud_platform: z.string(),
    cicd_platform: z.string(),
    owner_id: z.int(),
    owner: z.string(),
    organization_id: z.int(),
    organization: z.string(),
    questionnaire_version_id: z.int(),
    questionnaire: z.string(),
    target_level: score.nullable(),
    status: z.enum(productStatuses),
    progress: z.strictObject({
      answered: z.int(),
      not_applicable: z.int(),
      total: z.int(),
      share: z.number().min(0).max(1),
    }),
    scored: z.boolean().describe("Whether any answer has a score; without one, `overall_score` is 1.0."),
    overall_score: score,
    maturity_level: level,
    version: z.int(),
    round: z.int().describe("The number of the newest assessment round."),
    round_closed: z.boolean().describe("While it is closed, answers are read-only."),
    archived_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "Product" });

export const productsSchema = z
  .strictObject({ products: z.array(productSchema), next_cursor: nextCursor })
  .meta({ id: "Products" });

export const listedEvidenceSchema = z
  .strictObject({
    evidence: z.array(
      z.strictObject({
        ...evidenceSchema.shape,
        expires_on: dayOrNone,
        ...evidenceOrigin,
        added_by: z.string(),
        added_at: time,
      }),
    ),
  })
  .meta({ id: "ListedEvidence" });

export const changedEvidenceSchema = z
  .strictObject({
    response_id: z.int(),
    version: z.int(),
    status: responseStatus,
    evidence: z.array(evidenceSchema),
  })
  .meta({ id: "ChangedEvidence" });
