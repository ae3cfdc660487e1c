import { index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { createdAt, id, isActor, organizationId, tenantPolicies } from "@/db/columns";
import { users } from "./users";

/** A lead's reach to a client organization. */
export const assignments = pgTable(
  "assignments",
  {
    id: id(),
    organizationId: organizationId(),
    leadId: integer("lead_id")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("assignments_lead_id_organization_id_key").on(t.leadId, t.organizationId),
    index("assignments_organization_id_idx").on(t.organizationId, t.leadId),
    ...tenantPolicies(isActor("lead_id")),
  ],
);
