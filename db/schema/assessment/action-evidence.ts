import { foreignKey, index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { evidence } from "@/db/schema/vault/evidence";
import { actions } from "./actions";

/** Which files belong to an action. */
export const actionEvidence = pgTable(
  "action_evidence",
  {
    id: id(),
    organizationId: organizationId(),
    actionId: integer("action_id").notNull(),
    evidenceId: integer("evidence_id").notNull(),
    addedBy: integer("added_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("action_evidence_action_id_evidence_id_key").on(t.actionId, t.evidenceId),
    foreignKey({
      name: "action_evidence_action_fk",
      columns: [t.organizationId, t.actionId],
      foreignColumns: [actions.organizationId, actions.id],
    }),
    foreignKey({
      name: "action_evidence_evidence_fk",
      columns: [t.organizationId, t.evidenceId],
      foreignColumns: [evidence.organizationId, evidence.id],
    }),
    index("action_evidence_action_idx").on(t.organizationId, t.actionId),
    index("action_evidence_evidence_idx").on(t.organizationId, t.evidenceId),
    index("action_evidence_added_by_idx").on(t.addedBy),
    ...tenantPolicies(),
  ],
);
