import { integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { id, sharedPolicies } from "@/db/columns";
import { questionnaireVersions } from "./questionnaire-versions";

export const sections = pgTable(
  "sections",
  {
    id: id(),
    versionId: integer("version_id")
      .notNull()
      .references(() => questionnaireVersions.id),
    position: integer("position").notNull(),
    code: text("code").notNull().default(""),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
  },
  (t) => [unique("sections_version_id_position_key").on(t.versionId, t.position), ...sharedPolicies()],
);
