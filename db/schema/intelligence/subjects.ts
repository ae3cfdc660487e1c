import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { agencyPolicies, createdAt, id, moment, organizationId } from "@/db/columns";
import { users } from "@/db/schema/identity/users";
import { platforms, sources } from "./sources";

/**
 * An account on a platform that content is by. Who is behind it is a judgement of people: `profileId` names the account
 * that stands for all that were judged to be one. Only people flag.
 */
export const subjects = pgTable(
  "subjects",
  {
    id: id(),
    organizationId: organizationId(),
    /** Where it was seen first. */
    sourceId: integer("source_id"),
    platform: text("platform", { enum: platforms }).notNull(),
    platformUserId: text("platform_user_id").notNull(),
    username: text("username").notNull().default(""),
    displayName: text("display_name").notNull().default(""),
    isFlagged: boolean("is_flagged").notNull().default(false),
    flaggedBy: integer("flagged_by").references(() => users.id),
    flaggedAt: moment("flagged_at"),
    flagReason: text("flag_reason").notNull().default(""),
    profileId: integer("profile_id"),
    firstSeen: moment("first_seen"),
    lastSeen: moment("last_seen"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("subjects_organization_id_id_key").on(t.organizationId, t.id),
    unique("subjects_platform_user_id_key").on(t.organizationId, t.platform, t.platformUserId),
    foreignKey({
      name: "subjects_source_fk",
      columns: [t.organizationId, t.sourceId],
      foreignColumns: [sources.organizationId, sources.id],
    }),
    foreignKey({
      name: "subjects_profile_fk",
      columns: [t.organizationId, t.profileId],
      foreignColumns: [t.organizationId, t.id],
    }),
    index("subjects_source_idx").on(t.organizationId, t.sourceId),
    index("subjects_profile_idx").on(t.organizationId, t.profileId),
    index("subjects_flagged_by_idx").on(t.flaggedBy),
    index("subjects_platform_user_flagged_idx").on(t.organizationId, t.platformUserId, t.isFlagged),
    index("subjects_username_idx").on(t.organizationId, sql`lower(${t.username})`),
    index("subjects_last_seen_idx").on(t.organizationId, t.lastSeen.desc(), t.id.desc()),
    check("subjects_platform_check", sql`${t.platform} in ('telegram', 'instagram', 'whatsapp', 'web', 'other')`),
    check(
      "subjects_flag_check",
      sql`${t.isFlagged} = (${t.flaggedBy} is not null) and ${t.isFlagged} = (${t.flaggedAt} is not null)
        and (not ${t.isFlagged} or ${t.flagReason} <> '')`,
    ),
    check("subjects_profile_check", sql`${t.profileId} is distinct from ${t.id}`),
    ...agencyPolicies(),
  ],
);
