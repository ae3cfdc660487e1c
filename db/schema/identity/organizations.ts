import { sql } from "drizzle-orm";
import { boolean, index, integer, pgPolicy, pgRole, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";

// Written out here, since db/columns refers to this table.
const appRole = pgRole("securesphere_app").existing();
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** A tenant. Leads and superusers belong to one too, but reach others by assignment or role. */
export const organizations = pgTable(
  "organizations",
  {
    id: integer("id").primaryKey().generatedByDefaultAsIdentity(),
    name: text("name").notNull(),
    isDemo: boolean("is_demo").notNull().default(false),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("organizations_name_key").on(sql`lower(${t.name})`),
    index("organizations_created_idx").on(t.createdAt, t.id),
    pgPolicy("tenant_read", {
      for: "select",
      to: appRole,
      using: sql.raw(
        "(select app.sees_all()) or id = any ((select app.reach())::integer[]) or id = (select app.home_organization_id())",
      ),
    }),
    pgPolicy("write", {
      for: "all",
      to: appRole,
      using: sql.raw("(select app.sees_all())"),
      withCheck: sql.raw("(select app.sees_all())"),
    }),
  ],
);
