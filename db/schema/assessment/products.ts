import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, real, text, unique } from "drizzle-orm/pg-core";
import { id, moment, organizationId, tenantPolicies, timestamps, tsvector } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { questionnaireVersions } from "./questionnaire-versions";

/** What is assessed. Its status is derived from its answer set, never typed. `targetLevel` is 0 to 5. */
export const products = pgTable(
  "products",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    description: text("description").notNull().default(""),
    url: text("url").notNull().default(""),
    language: text("language").notNull().default(""),
    cloudPlatform: text("cloud_platform").notNull().default(""),
    cicdPlatform: text("cicd_platform").notNull().default(""),
    ownerId: integer("owner_id").notNull(),
    questionnaireVersionId: integer("questionnaire_version_id")
      .notNull()
      .references(() => questionnaireVersions.id),
    targetLevel: real("target_level"),
    /** The number of its newest round, and whether that is closed: a closed round takes no more answers. */
    round: integer("round").notNull().default(1),
    roundClosed: boolean("round_closed").notNull().default(false),
    version: integer("version").notNull().default(1),
    archivedAt: moment("archived_at"),
    ...timestamps(),
    search: tsvector("search").generatedAlwaysAs(sql`to_tsvector('simple', name || ' ' || description)`),
  },
  (t) => [
    unique("products_organization_id_id_key").on(t.organizationId, t.id),
    unique("products_organization_id_name_key").on(t.organizationId, t.name),
    // The owner belongs to the product's organization: no row can point into another tenant.
    foreignKey({
      name: "products_owner_fk",
      columns: [t.organizationId, t.ownerId],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("products_owner_id_idx").on(t.organizationId, t.ownerId),
    index("products_questionnaire_version_id_idx").on(t.questionnaireVersionId),
    index("products_search_idx").using("gin", t.search),
    check("products_target_level_check", sql`${t.targetLevel} between 0 and 5`),
    ...tenantPolicies(),
  ],
);
