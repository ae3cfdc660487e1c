import { sql } from "drizzle-orm";
import { check, doublePrecision, integer, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import { id, sharedPolicies } from "@/db/columns";
import { questions } from "./questions";

/**
 * A described stage of a question and its score, 0 to 5 in hundredths. Of a question that wants a number, `minimum` is the
 * least number the option stands for.
 */
export const options = pgTable(
  "options",
  {
    id: id(),
    questionId: integer("question_id")
      .notNull()
      .references(() => questions.id),
    position: integer("position").notNull(),
    text: text("text").notNull(),
    description: text("description").notNull().default(""),
    score: real("score").notNull(),
    minimum: doublePrecision("minimum"),
  },
  (t) => [
    unique("options_question_id_position_key").on(t.questionId, t.position),
    check("options_score_check", sql`${t.score} between 0 and 5`),
    ...sharedPolicies(),
  ],
);
