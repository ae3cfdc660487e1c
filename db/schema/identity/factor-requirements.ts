import { sql } from "drizzle-orm";
import { check, integer, pgPolicy, pgTable, text, unique } from "drizzle-orm/pg-core";
import { appRole, createdAt, id, seesAll } from "@/db/columns";
import { organizations } from "./organizations";
import { roles } from "./users";

/** Who must have a second factor: everybody of a role, or of an organization. */
export const factorRequirements = pgTable(
  "factor_requirements",
  {
    id: id(),
    organizationId: integer("organization_id").references(() => organizations.id),
    role: text("role", { enum: roles }),
    createdAt: createdAt(),
  },
  (t) => [
    unique("factor_requirements_organization_id_key").on(t.organizationId),
    unique("factor_requirements_role_key").on(t.role),
    check("factor_requirements_one_check", sql`(${t.organizationId} is null) <> (${t.role} is null)`),
    pgPolicy("superusers", { for: "all", to: appRole, using: seesAll, withCheck: seesAll }),
  ],
);
