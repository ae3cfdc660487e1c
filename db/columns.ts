import { sql, type SQL } from "drizzle-orm";
import { customType, integer, pgPolicy, pgRole, timestamp } from "drizzle-orm/pg-core";
import { organizations } from "@/db/schema/identity/organizations";

/** The role all server connections are members of. It owns nothing; policies and grants name it. */
export const appRole = pgRole("securesphere_app").existing();

/** Integer identity key. `BY DEFAULT`, so that imports can keep ids that are free. */
export const id = () => integer("id").primaryKey().generatedByDefaultAsIdentity();

/** The tenant a row belongs to. */
export const organizationId = () =>
  integer("organization_id")
    .notNull()
    .references(() => organizations.id);

/** A moment, UTC in the database. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

export const createdAt = () => moment("created_at").notNull().defaultNow();

export const timestamps = () => ({ createdAt: createdAt(), updatedAt: moment("updated_at").notNull().defaultNow() });

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/*
 * Row-level policies. The functions stand in the `app` schema (first migration); each is wrapped in a sub-select so that
 * PostgreSQL evaluates it once per statement instead of once per row.
 */
export const seesAll = sql.raw("(select app.sees_all())");
export const isActor = (column: string) => sql.raw(`${column} = (select app.actor_id())`);
/** What acts without a person and sees all. */
export const isJob = sql.raw("((select app.sees_all()) and (select app.actor_id()) is null)");
export const inReach = (column = "organization_id") => sql.raw(`${column} = any ((select app.reach())::integer[])`);

/** The rows of one tenant, to those whose reach includes it. `also` widens reading, never writing. */
export const tenantPolicies = (also?: SQL) => {
  const reached = sql`${seesAll} or ${inReach()}`;
  if (!also) return [pgPolicy("tenant", { for: "all", to: appRole, using: reached, withCheck: reached })];
  return [
    pgPolicy("tenant", { for: "all", to: appRole, using: reached, withCheck: reached }),
    pgPolicy("tenant_read", { for: "select", to: appRole, using: also }),
  ];
};

/** Rows of one user, to that user (and to those who see all). */
export const ownerPolicies = (column = "user_id") => {
  const own = sql`${seesAll} or ${isActor(column)}`;
  return [pgPolicy("own", { for: "all", to: appRole, using: own, withCheck: own })];
};

/** Shared reference data: everyone reads it, only those who see all write it. */
export const sharedPolicies = () => [
  pgPolicy("read", { for: "select", to: appRole, using: sql`true` }),
  pgPolicy("write", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
];

/** What operates the service: those who see all, and nobody else. */
export const superuserPolicies = () => [
  pgPolicy("superuser", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
];

/** Rows of an agency's intelligence workspace: to its analysts, and to those who see all. Nobody who assesses reaches them. */
export const agencyPolicies = () => {
  const reached = sql`${seesAll} or organization_id = (select app.agency())`;
  return [pgPolicy("agency", { for: "all", to: appRole, using: reached, withCheck: reached })];
};

export const mayOpenCase = (column = "case_id") => sql.raw(`${column} = any ((select app.case_reach())::integer[])`);

/** Whoever was let in for a while, being no analyst of the agency, reads: nothing is written or taken away. */
export const writtenByAgency = (unless?: SQL) => {
  const written = sql`${isJob} or ${unless ? sql`${unless} or ` : sql``}organization_id = (select app.agency())`;
  return [
    pgPolicy("agency_writes", { as: "restrictive", for: "all", to: appRole, using: sql`true`, withCheck: written }),
    pgPolicy("agency_deletes", { as: "restrictive", for: "delete", to: appRole, using: written }),
  ];
};

/** What a case holds: to those who may see into it, and to what acts without a person. A superuser is not let in by that alone. */
export const casePolicies = (column = "case_id") => {
  const reached = sql`${isJob} or ${mayOpenCase(column)}`;
  return [
    pgPolicy("case_members", { for: "all", to: appRole, using: reached, withCheck: reached }),
    ...writtenByAgency(),
  ];
};
