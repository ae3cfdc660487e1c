import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, isActor, mayOpenCase, organizationId, seesAll } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { cases } from "./cases";

export const caseRoles = ["lead", "investigator", "reviewer", "viewer"] as const;
export type CaseRole = (typeof caseRoles)[number];

/** Who works on a case, as what, with which rights. */
export const userCaseLinks = pgTable(
  "user_case_links",
  {
    id: id(),
    organizationId: organizationId(),
    userId: integer("user_id").notNull(),
    caseId: integer("case_id").notNull(),
    role: text("role", { enum: caseRoles }).notNull().default("investigator"),
    canEdit: boolean("can_edit").notNull().default(true),
    /** May say who else works on it, and close it. */
    canManage: boolean("can_manage").notNull().default(false),
    addedBy: integer("added_by")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (t) => [
    unique("user_case_links_member_key").on(t.organizationId, t.caseId, t.userId),
    foreignKey({
      name: "user_case_links_case_fk",
      columns: [t.organizationId, t.caseId],
      foreignColumns: [cases.organizationId, cases.id],
    }),
    foreignKey({
      name: "user_case_links_user_fk",
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("user_case_links_user_idx").on(t.organizationId, t.userId),
    index("user_case_links_case_idx").on(t.organizationId, t.caseId),
    index("user_case_links_added_by_idx").on(t.addedBy),
    check("user_case_links_role_check", sql`${t.role} in ('lead', 'investigator', 'reviewer', 'viewer')`),
    pgPolicy("members", {
      for: "all",
      to: appRole,
      using: sql`${seesAll} or ${mayOpenCase()} or ${isActor("user_id")}`,
      // The first member of a case is who opened it.
      withCheck: sql`${seesAll} or ${mayOpenCase()} or (${isActor("user_id")} and app.opens_case(organization_id, case_id))`,
    }),
    // Members see each other; who manages a case says who works on it. Everybody may leave.
    pgPolicy("gives_parts", {
      as: "restrictive",
      for: "insert",
      to: appRole,
      withCheck: sql`app.gives_parts(organization_id, case_id) or (${isActor("user_id")} and app.opens_case(organization_id, case_id))`,
    }),
    pgPolicy("changes_parts", {
      as: "restrictive",
      for: "update",
      to: appRole,
      using: sql`app.gives_parts(organization_id, case_id)`,
    }),
    pgPolicy("takes_parts", {
      as: "restrictive",
      for: "delete",
      to: appRole,
      using: sql`app.gives_parts(organization_id, case_id) or ${isActor("user_id")}`,
    }),
  ],
);
