import { pgTable, text } from "drizzle-orm/pg-core";
import { id, sharedPolicies, timestamps } from "@/db/columns";

/** A questionnaire, in versions. Shared by all organizations. */
export const questionnaires = pgTable(
  "questionnaires",
  {
    id: id(),
    slug: text("slug").notNull().unique(),
    title: text("title").notNull(),
    description: text("description").notNull().default(""),
    source: text("source").notNull().default(""),
    sourceUrl: text("source_url").notNull().default(""),
    licence: text("licence").notNull().default(""),
    attribution: text("attribution").notNull().default(""),
    ...timestamps(),
  },
  () => sharedPolicies(),
);
