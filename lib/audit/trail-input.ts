import { z } from "zod";
import type { TrailFilter, TrailPosition } from "@/db/queries/audit/trail-filter";
import { Fault } from "@/lib/kernel/fault";
import { id, whole } from "@/lib/kernel/input";
import { positionOf } from "./entry-key";

/** Forms send what was left empty as an empty text. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const date = z.iso.date();
const moment = (endOfDay: boolean) =>
  z
    .union([date, z.iso.datetime({ offset: true, local: true })], { error: "must be an ISO 8601 date or time" })
    .transform((value) => {
      if (value.includes("T")) return /Z|[+-]\d\d:\d\d$/.test(value) ? value : `${value}Z`;
      return endOfDay ? `${value}T23:59:59.999999Z` : `${value}T00:00:00Z`;
    });

/** The filters of the audit trail, as the API and the explorer's address spell them. Times without a zone are UTC. */
export const trailFilters = {
  user_id: optional(id()),
  table_name: optional(z.string().regex(/^[a-z_]{1,63}$/, "must be the name of a table")),
  record_id: optional(whole(1, Number.MAX_SAFE_INTEGER)),
  action: optional(
    z
      .string()
      .toUpperCase()
      .regex(/^[A-Z_]{2,40}$/, "must be the name of an action"),
  ),
  organization_id: optional(id()),
  /** Both ends belong to the range; a date means its whole day. */
  from: optional(moment(false)),
  to: optional(moment(true)),
  q: optional(z.string().trim().max(200)),
};

const LAST_ID = Number.MAX_SAFE_INTEGER;

/**
 * What the trail is asked for, from a parsed input.
 * @throws Fault malformed for a cursor that is none of ours
 */
export function filterOf(input: z.output<z.ZodObject<typeof trailFilters>>, cursor?: string): TrailFilter {
  return {
    before: cursor ? cursorPosition(cursor) : { timestamp: input.to ?? "infinity", id: LAST_ID },
    from: input.from,
    userId: input.user_id,
    tableName: input.table_name,
    recordId: input.record_id,
    action: input.action,
    organizationId: input.organization_id,
    text: input.q || undefined,
  };
}

function cursorPosition(cursor: string): TrailPosition {
  const position = positionOf(cursor);
  if (!position) throw new Fault("malformed", "cursor should be a next_cursor of an earlier answer.");
  return position;
}

/** The range of a proof: times at which entries were written. */
export const proofRange = { from: trailFilters.from, to: trailFilters.to };

/** Microseconds since 1970 of such a time; null for none. */
export function microsOf(time: string | undefined): number | null {
  if (time === undefined) return null;
  const beyond = Number(/\.\d{3}(\d{1,3})/.exec(time)?.[1]?.padEnd(3, "0") ?? 0);
  return Date.parse(time) * 1000 + beyond;
}
