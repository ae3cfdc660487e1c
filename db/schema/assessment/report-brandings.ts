import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, id, organizationId, tenantPolicies, timestamps } from "@/db/columns";

/** How an organization's reports look, and which sections they have unless somebody chooses others. */
export const reportBrandings = pgTable(
  "report_brandings",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    /** #rrggbb */
    colour: text("colour").notNull(),
    sections: jsonb("sections").$type<string[]>().notNull(),
    logo: bytea("logo"),
    logoType: text("logo_type", { enum: ["image/png", "image/jpeg"] }),
    logoWidth: integer("logo_width"),
    logoHeight: integer("logo_height"),
    version: integer("version").notNull().default(1),
    ...timestamps(),
  },
  (t) => [
    unique("report_brandings_organization_id_key").on(t.organizationId),
    check("report_brandings_colour_check", sql`${t.colour} ~ '^#[0-9a-f]{6}$'`),
    check(
      "report_brandings_logo_check",
      sql`num_nulls(${t.logo}, ${t.logoType}, ${t.logoWidth}, ${t.logoHeight}) in (0, 4)`,
    ),
    ...tenantPolicies(),
  ],
);
