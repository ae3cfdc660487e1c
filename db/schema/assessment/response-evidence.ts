import { foreignKey, index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { createdAt, id, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { evidence } from "@/db/schema/vault/evidence";
import { questionnaireResponses } from "./questionnaire-responses";

/** Which evidence supports which response; one file may serve many. */
export const responseEvidence = pgTable(
  "response_evidence",
  {
    id: id(),
    organizationId: organizationId(),
    responseId: integer("response_id").notNull(),
    evidenceId: integer("evidence_id").notNull(),
    addedBy: integer("added_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("response_evidence_response_id_evidence_id_key").on(t.responseId, t.evidenceId),
    foreignKey({
      name: "response_evidence_response_fk",
      columns: [t.organizationId, t.responseId],
      foreignColumns: [questionnaireResponses.organizationId, questionnaireResponses.id],
    }),
    foreignKey({
      name: "response_evidence_evidence_fk",
      columns: [t.organizationId, t.evidenceId],
      foreignColumns: [evidence.organizationId, evidence.id],
    }),
    index("response_evidence_response_idx").on(t.organizationId, t.responseId),
    index("response_evidence_evidence_idx").on(t.organizationId, t.evidenceId),
    index("response_evidence_added_by_idx").on(t.addedBy),
    ...tenantPolicies(),
  ],
);
