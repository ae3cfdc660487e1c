import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { answerSets } from "./answer-sets";
import { questionnaireVersions } from "./questionnaire-versions";
import type { ResponseStatus } from "./questionnaire-responses";

/** Scores of one dimension at the moment of a snapshot. */
export interface SnapshotScore {
  section: string;
  dimension: string;
  average: number | null;
  validated: number | null;
}

/**
 * One answer of a snapshot: the revision that says what was answered (response, version), the status it had, the question
 * (null for a free one) and a short digest that finds it again should the content ever differ.
 */
export type SnapshotAnswer = [
  responseId: number,
  version: number,
  status: ResponseStatus,
  questionId: number | null,
  digest: string,
];

/**
 * An immutable copy of an answer set at a moment: its scores, and its answers by reference to their revisions, which never
 * change either. `contentHash` is the SHA-256 of all of it (lib/assessment/snapshot-content.ts). The oldest have neither
 * answers nor hash: they kept scores alone. One with a hash and no answers is archived (round-archives.ts). Coverage is 0 to 1.
 */
export const snapshots = pgTable(
  "snapshots",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    userId: integer("user_id").notNull(),
    cause: text("cause", { enum: ["submit", "review", "close", "report", "move"] }).notNull(),
    overallScore: real("overall_score").notNull(),
    validatedScore: real("validated_score"),
    coverage: real("coverage").notNull(),
    validatedCoverage: real("validated_coverage").notNull(),
    scores: jsonb("scores").$type<SnapshotScore[]>().notNull(),
    takenAt: moment("taken_at").notNull().defaultNow(),
    round: integer("round").notNull().default(1),
    /** Null where it was not a person. */
    takenBy: integer("taken_by").references(() => users.id),
    questionnaireVersionId: integer("questionnaire_version_id").references(() => questionnaireVersions.id),
    answers: jsonb("answers").$type<SnapshotAnswer[]>(),
    contentHash: text("content_hash"),
  },
  (t) => [
    unique("snapshots_organization_id_id_key").on(t.organizationId, t.id),
    foreignKey({
      name: "snapshots_answer_set_fk",
      columns: [t.organizationId, t.productId, t.userId],
      foreignColumns: [answerSets.organizationId, answerSets.productId, answerSets.userId],
    }).onUpdate("cascade"),
    index("snapshots_answer_set_idx").on(t.organizationId, t.productId, t.userId, t.takenAt),
    index("snapshots_taken_by_idx").on(t.takenBy),
    index("snapshots_questionnaire_version_id_idx").on(t.questionnaireVersionId),
    check("snapshots_cause_check", sql`${t.cause} in ('submit', 'review', 'close', 'report', 'move')`),
    check("snapshots_score_check", sql`${t.overallScore} between 0 and 5`),
    check("snapshots_hash_check", sql`${t.answers} is null or ${t.contentHash} is not null`),
    ...tenantPolicies(),
  ],
);
