import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  real,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { agencyPolicies, id, organizationId, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { riskLevels } from "./content";
import { watchlists } from "./watchlists";

export const keywordKinds = ["phrase", "k_of_n", "regex"] as const;
export type KeywordKind = (typeof keywordKinds)[number];

/** A rule of a watchlist: what is looked for, how strictly, where, and how much it counts. */
export const keywords = pgTable(
  "keywords",
  {
    id: id(),
    organizationId: organizationId(),
    watchlistId: integer("watchlist_id").notNull(),
    /** The phrase, the expression, or what a k-of-n is called. */
    term: text("term").notNull(),
    kind: text("kind", { enum: keywordKinds }).notNull().default("phrase"),
    severity: text("severity", { enum: riskLevels }).notNull().default("MEDIUM"),
    category: text("category").notNull().default(""),
    /** 0–1: how much a sure match says. */
    weight: real("weight").notNull().default(0.5),
    aliases: jsonb("aliases").$type<string[]>().notNull().default([]),
    /** Of a k-of-n: what may be found. */
    terms: jsonb("terms").$type<string[]>().notNull().default([]),
    /** Of a k-of-n: how many must be. */
    threshold: smallint("threshold").notNull().default(1),
    caseSensitive: boolean("case_sensitive").notNull().default(false),
    wholeWord: boolean("whole_word").notNull().default(true),
    /** Whether it is also found behind leet, look-alike letters and accents. */
    folded: boolean("folded").notNull().default(true),
    /** Letters that may differ. */
    fuzzy: smallint("fuzzy").notNull().default(0),
    /** ISO 639-1; none: all. */
    languages: text("languages").array().notNull().default([]),
    /** None: all. */
    sourceIds: integer("source_ids").array().notNull().default([]),
    /** Words around a match that speak against it. */
    negativeContext: jsonb("negative_context").$type<string[]>().notNull().default([]),
    /** How many words to each side those may stand. */
    contextWords: smallint("context_words").notNull().default(8),
    isActive: boolean("is_active").notNull().default(true),
    version: integer("version").notNull().default(1),
    createdBy: integer("created_by").references(() => users.id),
    ...timestamps(),
  },
  (t) => [
    unique("keywords_organization_id_id_key").on(t.organizationId, t.id),
    unique("keywords_term_key").on(t.organizationId, t.watchlistId, t.kind, t.term),
    foreignKey({
      name: "keywords_watchlist_fk",
      columns: [t.organizationId, t.watchlistId],
      foreignColumns: [watchlists.organizationId, watchlists.id],
    }),
    index("keywords_watchlist_idx").on(t.organizationId, t.watchlistId),
    index("keywords_created_by_idx").on(t.createdBy),
    check("keywords_kind_check", sql`${t.kind} in ('phrase', 'k_of_n', 'regex')`),
    check("keywords_severity_check", sql`${t.severity} in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')`),
    check("keywords_weight_check", sql`${t.weight} between 0 and 1`),
    check("keywords_fuzzy_check", sql`${t.fuzzy} between 0 and 2`),
    check("keywords_context_words_check", sql`${t.contextWords} between 0 and 50`),
    check(
      "keywords_threshold_check",
      sql`${t.threshold} >= 1 and (${t.kind} <> 'k_of_n' or ${t.threshold} <= jsonb_array_length(${t.terms}))`,
    ),
    ...agencyPolicies(),
  ],
);
