import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, sharedPolicies, tsvector } from "@/db/columns";
import { dimensions } from "./dimensions";
import { questionnaireVersions } from "./questionnaire-versions";

/** A question with its help. `weight` is in hundredths: 100 counts once. */
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
    search: tsvector("search").generatedAlwaysAs(sql`to_tsvector('english', code || ' ' || text)`),
  },
  (t) => [
    unique("questions_version_id_code_key").on(t.versionId, t.code),
    unique("questions_dimension_id_position_key").on(t.dimensionId, t.position),
    index("questions_text_idx").on(t.versionId, sql`md5(${t.text})`),
    index("questions_search_idx").using("gin", t.search),
    check("questions_weight_check", sql`${t.weight} > 0`),
    ...sharedPolicies(),
  ],
);
