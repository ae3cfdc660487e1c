import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, id, organizationId, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { sources } from "./sources";

/** For how long an agency keeps what no case needs: of one source, or of all that have no rule of their own. */
export const retentionRules = pgTable(
  "retention_rules",
  {
    id: id(),
    organizationId: organizationId(),
    /** Null: every source without a rule of its own. */
    sourceId: integer("source_id"),
    /** Days after a message was posted, or brought in where that is not known. */
    days: integer("days").notNull(),
    createdBy: integer("created_by")
      .notNull()
      .references(() => users.id),
    ...timestamps(),
  },
  (t) => [
    unique("retention_rules_source_key").on(t.organizationId, t.sourceId).nullsNotDistinct(),
    foreignKey({
      name: "retention_rules_source_fk",
      columns: [t.organizationId, t.sourceId],
      foreignColumns: [sources.organizationId, sources.id],
    }),
    index("retention_rules_created_by_idx").on(t.createdBy),
    check("retention_rules_days_check", sql`${t.days} between 1 and 36500`),
    ...agencyPolicies(),
  ],
);
