import { z } from "zod";
// Schemas are made of it in the editor's browser too, where its first line must come first.
import "@/lib/kernel/input";
import { limits } from "./limits";

/*
 * The product's own format of a questionnaire: what every import is brought into, and what an export is. Its JSON Schema
 * (docs/questionnaire.schema.json) is made of these lines. A change that an older reader would misread is a new
 * format_version.
 */

export const FORMAT = "securesphere.questionnaire";
export const FORMAT_VERSION = 1;

export const scoringModels = ["mean", "high_water", "samm"] as const;
const questionTypes = ["option", "options", "yes_no", "number", "date", "text"] as const;

// PostgreSQL stores no NUL, and the rest would only hide something from whoever reads the text.
const printable = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;
const text = (most: number) => z.string().trim().max(most).regex(printable, "has control characters");
const required = (most: number) => text(most).min(1, "is required");
const prose = text(limits.prose).default("");
const code = required(120);
const step = z.int().min(1).max(5).nullable().default(null);

/** The tree's form. A draft, which is still being written, may have places and texts without a word. */
function sectionOf(named: (most: number) => ReturnType<typeof text>) {
  const option = z.strictObject({
    text: named(limits.question),
    description: prose,
    score: z.number().min(0).max(5).multipleOf(0.01).describe("What choosing it is worth, 0 to 5."),
    minimum: z
      .number()
      .nullable()
      .default(null)
      .describe("For a number: the least answer that earns this score. Null elsewhere."),
  });

  const question = z.strictObject({
    code: code.describe("Names the question within the version, and finds it again in the next one."),
    text: named(limits.question),
    meaning: prose,
    importance: prose,
    good_evidence: prose,
    type: z.enum(questionTypes).default("option"),
    weight: z.number().min(0.01).max(10).multipleOf(0.01).default(1).describe("1 counts once."),
    evidence_required: z.boolean().default(false),
    level: step.describe("The maturity level the question belongs to, 1 to 5."),
    effort: step.describe("How much work reaching it is, 1 to 5."),
    condition: z
      .strictObject({
        question: code,
        match: z.enum(["any", "all"]).default("any"),
        options: z.array(z.int().min(1).max(limits.options)).min(1).max(limits.options),
      })
      .nullable()
      .default(null)
      .describe("Asked only if the earlier question has these of its options, counted from 1."),
    depends_on: z.array(code).max(100).default([]).describe("Codes of questions whose goals come first."),
    cross_references: z
      .array(z.strictObject({ framework: required(120), reference: required(300) }))
      .max(200)
      .default([]),
    options: z.array(option).max(limits.options).default([]),
  });

  const place = { code: text(120).default(""), title: named(limits.title), description: prose };
  const questions = z.array(question).max(limits.questions).default([]);
  const subdimension = z.strictObject({ ...place, questions });
  const dimension = z.strictObject({ ...place, questions, subdimensions: z.array(subdimension).max(500).default([]) });
  return z.strictObject({ ...place, dimensions: z.array(dimension).max(500) });
}

export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const questionnaireDocument = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal(FORMAT),
    format_version: z.literal(FORMAT_VERSION),
    slug: z
      .string()
      .max(80)
      .regex(slugPattern, "must be small letters, digits and single hyphens")
      .describe("Names the questionnaire through all its versions."),
    title: required(limits.title),
    description: prose,
    version: required(40),
    source: text(limits.title).default("").describe("Whose content it is."),
    source_url: text(500)
      .regex(/^(https?:\/\/\S+)?$/, "must be an http or https address")
      .default(""),
    licence: text(limits.title).default(""),
    attribution: text(2_000).default("").describe("What the licence asks to be said, shown beside the content."),
    scoring_model: z.enum(scoringModels).default("mean"),
    sections: z.array(sectionOf(required)).min(1).max(limits.sections),
  })
  .meta({ title: "SecureSphere questionnaire", id: "questionnaire" });

/** A questionnaire that is being written: of the same form, but nothing need be filled in or hang together yet. */
export const draftDocument = questionnaireDocument.extend({
  title: required(limits.title),
  sections: z.array(sectionOf(text)).max(limits.sections),
});

export type QuestionnaireDocument = z.output<typeof questionnaireDocument>;
export type DocumentSection = QuestionnaireDocument["sections"][number];
export type DocumentDimension = DocumentSection["dimensions"][number];
export type DocumentQuestion = DocumentDimension["questions"][number];
export type DocumentOption = DocumentQuestion["options"][number];

/** All questions of a dimension, in the order they are asked: its own, then those of its subdimensions. */
export const questionsOf = (dimension: DocumentDimension): DocumentQuestion[] => [
  ...dimension.questions,
  ...dimension.subdimensions.flatMap((subdimension) => subdimension.questions),
];

/** All questions of a questionnaire, in the order they are asked. */
export const allQuestions = (document: Pick<QuestionnaireDocument, "sections">): DocumentQuestion[] =>
  document.sections.flatMap((section) => section.dimensions.flatMap(questionsOf));
