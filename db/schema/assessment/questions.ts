import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, unique } from "drizzle-orm/pg-core";
import { id, sharedPolicies, tsvector } from "@/db/columns";
import { dimensions } from "./dimensions";
import { questionnaireVersions } from "./questionnaire-versions";

export const questionTypes = ["option", "options", "yes_no", "number", "date", "text"] as const;
export type QuestionType = (typeof questionTypes)[number];

/** A question is asked only where any or all of these options (by position, from 1) of another question are chosen. */
export interface QuestionCondition {
  /** The other question's code. */
  question: string;
  match: "any" | "all";
  options: number[];
}

/** Where a published framework says the same, such as "ISO 27001:2022" and "A.8.25". */
export interface CrossReference {
  framework: string;
  reference: string;
}

/**
 * A question with its help. `weight` is in hundredths: 100 counts once. `level`, 1 to 5, is the maturity level it belongs
 * to, where the questionnaire has such; `effort`, 1 to 5, what it takes; `dependsOn` names by code what comes first.
 */
export const questions = pgTable(
  "questions",
  {
    id: id(),
    versionId: integer("version_id")
      .notNull()
      .references(() => questionnaireVersions.id),
    dimensionId: integer("dimension_id")
      .notNull()
      .references(() => dimensions.id),
    position: integer("position").notNull(),
    code: text("code").notNull(),
    text: text("text").notNull(),
    meaning: text("meaning").notNull().default(""),
    importance: text("importance").notNull().default(""),
    goodEvidence: text("good_evidence").notNull().default(""),
    weight: integer("weight").notNull().default(100),
    type: text("type", { enum: questionTypes }).notNull().default("option"),
    evidenceRequired: boolean("evidence_required").notNull().default(false),
    level: smallint("level"),
    effort: smallint("effort"),
    condition: jsonb("condition").$type<QuestionCondition>(),
    dependsOn: jsonb("depends_on").$type<string[]>().notNull().default([]),
    crossReferences: jsonb("cross_references").$type<CrossReference[]>().notNull().default([]),
    /** The cross-references in a form in which equal ones are equal, however they are written (0028). */
    referenceKeys: text("reference_keys")
      .array()
      .notNull()
      .generatedAlwaysAs(sql`app.reference_keys(cross_references)`),
    search: tsvector("search").generatedAlwaysAs(sql`to_tsvector('english', code || ' ' || text)`),
  },
  (t) => [
    unique("questions_version_id_code_key").on(t.versionId, t.code),
    unique("questions_dimension_id_position_key").on(t.dimensionId, t.position),
    index("questions_text_idx").on(t.versionId, sql`md5(${t.text})`),
    // Written seldom and all at once: what waited to be sorted in would be read whole by every search.
    index("questions_reference_keys_idx").using("gin", t.referenceKeys).with({ fastupdate: false }),
    index("questions_search_idx").using("gin", t.search),
    check("questions_weight_check", sql`${t.weight} between 1 and 1000`),
    check("questions_type_check", sql`${t.type} in ('option', 'options', 'yes_no', 'number', 'date', 'text')`),
    check("questions_level_check", sql`${t.level} between 1 and 5`),
    check("questions_effort_check", sql`${t.effort} between 1 and 5`),
    ...sharedPolicies(),
  ],
);
