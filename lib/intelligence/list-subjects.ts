import { z } from "zod";
import {
  COUNTED_MESSAGES,
  listSubjectRows,
  type ListedSubject,
  type SubjectRow,
} from "@/db/queries/intelligence/subjects";
import { platforms } from "@/db/schema/intelligence/sources";
import { flag, id, limit, text } from "@/lib/kernel/input";
import { look } from "./look";
import { inIntelligence } from "./policy";
import { cursorBehind, placeOf } from "./subjects/moment-cursor";

/**
 * One page of the accounts of the agency, seen last first. `q` finds a part of a name, handle or platform id. Superusers
 * see those of all agencies, or of the one they name.
 */
export const listSubjects = look({
  action: "intelligence.subject.list",
  scope: "intelligence:read",
  input: z.object({
    q: text(200).optional(),
    platform: z.enum(platforms).optional(),
    flagged: flag().optional(),
    organization_id: id().optional(),
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
  }),
  allow: inIntelligence,
  run: async ({ tx, actor }, input) => {
    const rows = await listSubjectRows(tx, {
      organizationId: actor.role === "analyst" ? actor.organizationId : (input.organization_id ?? null),
      platform: input.platform ?? null,
      flagged: input.flagged ?? null,
      words: input.q || null,
      after: placeOf(input.cursor, "n"),
      limit: input.limit + 1,
    });
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      subjects: page.map(describeListed),
      next_cursor: rows.length > page.length && last ? cursorBehind(last.last_seen, last.id) : null,
    };
  },
  seen: ({ subjects }, { q, platform, flagged, organization_id }, _, { actor }) => ({
    table: "subjects",
    ...(actor.role !== "analyst" && organization_id && { organizationId: organization_id }),
    details: {
      ...(q && { q }),
      ...(platform && { platform }),
      ...(flagged !== undefined && { flagged }),
      shown: subjects.length,
    },
  }),
});

/** What every answer says of an account. */
export const describeSubject = (row: SubjectRow) => ({
  id: row.id,
  platform: row.platform,
  platform_user_id: row.platform_user_id,
  username: row.username,
  display_name: row.display_name,
  is_flagged: row.is_flagged,
  /** The account that stands for the profile. */
  profile_id: row.profile_id,
  accounts: row.accounts,
  first_seen: row.first_seen?.toISOString() ?? null,
  last_seen: row.last_seen?.toISOString() ?? null,
});

const describeListed = ({ messages, confirmed, ...row }: ListedSubject) => ({
  ...describeSubject(row),
  messages: Math.min(messages, COUNTED_MESSAGES),
  /** Whether it wrote more than are counted one by one. */
  more_messages: messages > COUNTED_MESSAGES,
  confirmed,
});
