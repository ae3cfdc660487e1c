import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, id, organizationId, timestamps } from "@/db/columns";
import { users } from "@/db/schema/identity/users";

export const platforms = ["telegram", "instagram", "whatsapp", "web", "other"] as const;
export type Platform = (typeof platforms)[number];

/** Where content comes from: a channel, group or chat of a platform. */
export const sources = pgTable(
  "sources",
  {
    id: id(),
    organizationId: organizationId(),
    platform: text("platform", { enum: platforms }).notNull(),
    name: text("name").notNull(),
    /** What the platform calls it; ids of one kind are told apart by their prefix. */
    platformSourceId: text("platform_source_id").notNull(),
    /** The platform's word for it: `private_group`, `public_channel` … */
    kind: text("kind").notNull().default(""),
    /** ISO 639-1; '': not known, each message is looked at. */
    language: text("language").notNull().default(""),
    /** ISO 3166-1 alpha-2 of telephone numbers without a country code; '': such numbers are not taken. */
    defaultRegion: text("default_region").notNull().default(""),
    /** IANA name for times that come without a zone. */
    timeZone: text("time_zone").notNull().default("UTC"),
    isActive: boolean("is_active").notNull().default(true),
    createdBy: integer("created_by").references(() => users.id),
    ...timestamps(),
  },
  (t) => [
    unique("sources_organization_id_id_key").on(t.organizationId, t.id),
    unique("sources_platform_source_id_key").on(t.organizationId, t.platform, t.platformSourceId),
    index("sources_created_by_idx").on(t.createdBy),
    check("sources_platform_check", sql`${t.platform} in ('telegram', 'instagram', 'whatsapp', 'web', 'other')`),
    check("sources_default_region_check", sql`${t.defaultRegion} ~ '^([A-Z]{2})?$'`),
    ...agencyPolicies(),
  ],
);
