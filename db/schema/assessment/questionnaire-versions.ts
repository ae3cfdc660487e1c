import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, id, moment, sharedPolicies } from "@/db/columns";
import { questionnaires } from "./questionnaires";

/** A version of a questionnaire. Published, it never changes (a trigger refuses); a product pins one. */
export const questionnaireVersions = pgTable(
  "questionnaire_versions",
  {
    id: id(),
    questionnaireId: integer("questionnaire_id")
      .notNull()
      .references(() => questionnaires.id),
    version: text("version").notNull(),
    status: text("status", { enum: ["draft", "published", "archived"] })
      .notNull()
      .default("draft"),
    scoringModel: text("scoring_model", { enum: ["mean", "high_water", "samm"] })
      .notNull()
      .default("mean"),
    questionsCount: integer("questions_count").notNull().default(0),
    /** How many of the questions have a condition: counted by a trigger when the version is published. */
    conditionalCount: integer("conditional_count").notNull().default(0),
    /** Of a draft: counts its changes, so that nobody overwrites what another has written meanwhile. */
    editVersion: integer("edit_version").notNull().default(1),
    publishedAt: moment("published_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("questionnaire_versions_questionnaire_id_version_key").on(t.questionnaireId, t.version),
    check("questionnaire_versions_status_check", sql`${t.status} in ('draft', 'published', 'archived')`),
    check("questionnaire_versions_model_check", sql`${t.scoringModel} in ('mean', 'high_water', 'samm')`),
    ...sharedPolicies(),
  ],
);
