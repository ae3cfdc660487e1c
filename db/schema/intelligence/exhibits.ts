import { sql } from "drizzle-orm";
import { bigint, check, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { casePolicies, createdAt, id, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { evidence } from "@/db/schema/vault/evidence";
import { cases } from "./cases";
import { content } from "./content";

const exhibitStates = ["held", "in_transfer", "returned", "disposed"] as const;

/**
 * A thing that a case rests on: a file of the vault, or content as it was frozen into one. Where it is follows from its
 * custody events; state, holder and receiver are kept so that lists and rules need not read them all.
 */
export const exhibits = pgTable(
  "exhibits",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    /** 1, 2 … within its case. */
    number: integer("number").notNull(),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    marking: text("marking").notNull(),
    evidenceId: integer("evidence_id").notNull(),
    /** Frozen from it; null for what was uploaded. */
    contentId: bigint("content_id", { mode: "number" }),
    state: text("state", { enum: exhibitStates }).notNull().default("held"),
    holderId: integer("holder_id").references(() => users.id),
    receiverId: integer("receiver_id").references(() => users.id),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("exhibits_organization_id_id_key").on(t.organizationId, t.id),
    unique("exhibits_organization_id_case_id_number_key").on(t.organizationId, t.caseId, t.number),
    foreignKey({
      name: "exhibits_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "exhibits_evidence_fk",
      columns: [t.organizationId, t.evidenceId],
      foreignColumns: [evidence.organizationId, evidence.id],
    }),
    foreignKey({
      name: "exhibits_content_fk",
      columns: [t.organizationId, t.contentId],
      foreignColumns: [content.organizationId, content.id],
    }),
    index("exhibits_evidence_idx").on(t.organizationId, t.evidenceId),
    index("exhibits_content_idx").on(t.organizationId, t.contentId),
    index("exhibits_holder_id_idx").on(t.holderId),
    index("exhibits_receiver_id_idx").on(t.receiverId),
    index("exhibits_created_by_idx").on(t.createdBy),
    check("exhibits_number_check", sql`${t.number} > 0`),
    check("exhibits_state_check", sql`${t.state} in ('held', 'in_transfer', 'returned', 'disposed')`),
    check("exhibits_receiver_check", sql`(${t.state} = 'in_transfer') = (${t.receiverId} is not null)`),
    check("exhibits_holder_check", sql`(${t.state} in ('held', 'in_transfer')) = (${t.holderId} is not null)`),
    ...casePolicies(),
  ],
);
