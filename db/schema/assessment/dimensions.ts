import { index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, sharedPolicies } from "@/db/columns";
import { sections } from "./sections";

/** A dimension of a section or, with a parent, a subdimension of a dimension. */
export const dimensions = pgTable(
  "dimensions",
  {
    id: id(),
    sectionId: integer("section_id")
      .notNull()
      .references(() => sections.id),
    parentId: integer("parent_id"),
    position: integer("position").notNull(),
    code: text("code").notNull().default(""),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
  },
  (t) => [
    unique("dimensions_section_id_parent_id_position_key").on(t.sectionId, t.parentId, t.position),
    index("dimensions_parent_id_idx").on(t.parentId),
    ...sharedPolicies(),
  ],
);
