import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, real, text, uniqueIndex } from "drizzle-orm/pg-core";
import { agencyPolicies, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { subjects } from "./subjects";

export const judgementVerdicts = ["same", "different", "unsure"] as const;
export type JudgementVerdict = (typeof judgementVerdicts)[number];

/**
 * What a person holds two accounts for: the same person's, or not. Nothing is merged by it: `subjects.profile_id` follows
 * from the judgements that stand, and undoing one gives exactly what was before. The lesser id is `aId`.
 */
export const subjectJudgements = pgTable(
  "subject_judgements",
  {
    id: id(),
    organizationId: organizationId(),
    aId: integer("a_id").notNull(),
    bId: integer("b_id").notNull(),
    verdict: text("verdict", { enum: judgementVerdicts }).notNull(),
    reason: text("reason").notNull(),
    /** 0–1: how sure whoever judged is. */
    confidence: real("confidence").notNull(),
    decidedBy: integer("decided_by")
      .notNull()
      .references(() => users.id),
    decidedAt: moment("decided_at").notNull().defaultNow(),
    revokedBy: integer("revoked_by").references(() => users.id),
    revokedAt: moment("revoked_at"),
    revokeReason: text("revoke_reason").notNull().default(""),
  },
  (t) => [
    foreignKey({
      name: "subject_judgements_a_fk",
      columns: [t.organizationId, t.aId],
      foreignColumns: [subjects.organizationId, subjects.id],
    }),
    foreignKey({
      name: "subject_judgements_b_fk",
      columns: [t.organizationId, t.bId],
      foreignColumns: [subjects.organizationId, subjects.id],
    }),
    uniqueIndex("subject_judgements_standing_key")
      .on(t.organizationId, t.aId, t.bId)
      .where(sql`revoked_at is null`),
    index("subject_judgements_a_idx").on(t.organizationId, t.aId),
    index("subject_judgements_b_idx").on(t.organizationId, t.bId),
    index("subject_judgements_decided_by_idx").on(t.decidedBy),
    index("subject_judgements_revoked_by_idx").on(t.revokedBy),
    check("subject_judgements_pair_check", sql`${t.aId} < ${t.bId}`),
    check("subject_judgements_verdict_check", sql`${t.verdict} in ('same', 'different', 'unsure')`),
    check("subject_judgements_confidence_check", sql`${t.confidence} between 0 and 1`),
    check("subject_judgements_reason_check", sql`${t.reason} <> ''`),
    check(
      "subject_judgements_revoked_check",
      sql`(${t.revokedAt} is null) = (${t.revokedBy} is null) and (${t.revokedAt} is null) = (${t.revokeReason} = '')`,
    ),
    ...agencyPolicies(),
  ],
);
