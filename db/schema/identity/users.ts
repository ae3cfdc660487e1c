import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { id, inReach, isActor, moment, organizationId, seesAll, tenantPolicies, timestamps } from "@/db/columns";

export const roles = ["client", "lead", "analyst", "superuser"] as const;
export type Role = (typeof roles)[number];

/** An account. Its secret stands apart, in `credentials`. */
export const users = pgTable(
  "users",
  {
    id: id(),
    organizationId: organizationId(),
    username: text("username").notNull(),
    email: text("email").notNull(),
    role: text("role", { enum: roles }).notNull(),
    firstName: text("first_name").notNull().default(""),
    lastName: text("last_name").notNull().default(""),
    phone: text("phone").notNull().default(""),
    isActive: boolean("is_active").notNull().default(true),
    mustChangePassword: boolean("must_change_password").notNull().default(false),
    disabledAt: moment("disabled_at"),
    /** When its person was erased: what the account did stays, under no name. */
    erasedAt: moment("erased_at"),
    ...timestamps(),
  },
  (t) => [
    uniqueIndex("users_username_key").on(sql`lower(${t.username})`),
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    unique("users_organization_id_id_key").on(t.organizationId, t.id),
    index("users_role_idx").on(t.role, t.id),
    index("users_created_idx").on(t.createdAt, t.id),
    check("users_role_check", sql`${t.role} in ('client', 'lead', 'analyst', 'superuser')`),
    // Names of people in a shared thread, and of the leads assigned to one's organization, are visible to those in it.
    // So are an agency's analysts to each other, and who asked to look into a case, or let somebody, to those in it.
    // They are found once a statement, and only where somebody outside the tenant is met.
    ...tenantPolicies(
      sql`${seesAll} or ${isActor("id")} or ${inReach()} or id = any ((select app.thread_people())::integer[])
        or (role = 'analyst' and organization_id = (select app.agency())) or id = any ((select app.glass_people())::integer[])`,
    ),
  ],
);
