import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, organizationId, tenantPolicies, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { products } from "./products";
import { questions } from "./questions";
import { sections } from "./sections";

/**
 * Who answers a section or a question of a product, and until when. A question's own assignment goes before its
 * section's.
 */
export const questionAssignments = pgTable(
  "question_assignments",
  {
    id: id(),
    organizationId: organizationId(),
    productId: integer("product_id").notNull(),
    sectionId: integer("section_id").references(() => sections.id),
    questionId: integer("question_id").references(() => questions.id),
    userId: integer("user_id").notNull(),
    dueOn: date("due_on"),
    note: text("note").notNull().default(""),
    assignedBy: integer("assigned_by")
      .notNull()
      .references(() => users.id),
    ...timestamps(),
  },
  (t) => [
    unique("question_assignments_product_id_section_id_key").on(t.productId, t.sectionId),
    unique("question_assignments_product_id_question_id_key").on(t.productId, t.questionId),
    foreignKey({
      name: "question_assignments_product_fk",
      columns: [t.organizationId, t.productId],
      foreignColumns: [products.organizationId, products.id],
    }),
    foreignKey({
      name: "question_assignments_user_fk",
      columns: [t.organizationId, t.userId],
      foreignColumns: [users.organizationId, users.id],
    }),
    index("question_assignments_product_idx").on(t.organizationId, t.productId),
    index("question_assignments_user_idx").on(t.organizationId, t.userId),
    index("question_assignments_section_id_idx").on(t.sectionId),
    index("question_assignments_question_id_idx").on(t.questionId),
    index("question_assignments_assigned_by_idx").on(t.assignedBy),
    check("question_assignments_place_check", sql`num_nonnulls(${t.sectionId}, ${t.questionId}) = 1`),
    ...tenantPolicies(),
  ],
);
