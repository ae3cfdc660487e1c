import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgPolicy, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { appRole, id, moment, organizationId, superuserPolicies } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";

/**
 * A superuser's look into a case: asked for with a reason, granted or refused by another superuser, over by itself. The
 * case's members see that it happened.
 */
export const breakGlassGrants = pgTable(
  "break_glass_grants",
  {
    id: id(),
    organizationId: organizationId(),
    caseId: integer("case_id").notNull(),
    reason: text("reason").notNull(),
    minutes: smallint("minutes").notNull(),
    requestedBy: integer("requested_by")
      .notNull()
      .references(() => users.id),
    requestedAt: moment("requested_at").notNull().defaultNow(),
    /** When the request lapses unless somebody decides. */
    lapsesAt: moment("lapses_at").notNull(),
    decidedBy: integer("decided_by").references(() => users.id),
    decidedAt: moment("decided_at"),
    isGranted: boolean("is_granted"),
    /** When a granted one is over. */
    expiresAt: moment("expires_at"),
    endedBy: integer("ended_by").references(() => users.id),
    endedAt: moment("ended_at"),
  },
  (t) => [
    foreignKey({
      name: "break_glass_grants_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    index("break_glass_grants_case_idx").on(t.organizationId, t.caseId, t.id),
    index("break_glass_grants_requested_by_idx").on(t.requestedBy, t.expiresAt),
    index("break_glass_grants_decided_by_idx").on(t.decidedBy),
    index("break_glass_grants_ended_by_idx").on(t.endedBy),
    check("break_glass_grants_minutes_check", sql`${t.minutes} between 5 and 480`),
    check("break_glass_grants_reason_check", sql`length(trim(${t.reason})) > 0`),
    check(
      "break_glass_grants_decision_check",
      sql`(${t.decidedBy} is null) = (${t.decidedAt} is null) and (${t.decidedBy} is null) = (${t.isGranted} is null)
        and (${t.expiresAt} is not null) = (${t.isGranted} is true)`,
    ),
    check("break_glass_grants_two_people_check", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.requestedBy}`),
    check(
      "break_glass_grants_length_check",
      sql`${t.expiresAt} is null or ${t.expiresAt} <= ${t.decidedAt} + interval '8 hours'`,
    ),
    ...superuserPolicies(),
    pgPolicy("members_read", {
      for: "select",
      to: appRole,
      using: sql`case_id = any ((select app.case_reach())::integer[])`,
    }),
  ],
);
