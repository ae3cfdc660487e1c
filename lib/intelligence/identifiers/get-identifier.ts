import { z } from "zod";
import {
  EXAMINED_OCCURRENCES,
  findIdentifier,
  findSurroundings,
  listOccurrences,
  type OccurrenceRow,
} from "@/db/queries/intelligence/identifier";
import { look } from "@/lib/intelligence/look";
import { inIntelligence } from "@/lib/intelligence/policy";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { describeIdentifier, MOST_LINKED_SUBJECTS } from "./describe-identifier";

/** Characters that are shown before and behind a place. */
const AROUND = 120;

/** An identifier: every place it stands at, who wrote it, what stands beside it, and the cases and searches that name it. */
export const getIdentifier = look({
  action: "intelligence.identifier.get",
  scope: "intelligence:read",
  subject: "identifier",
  input: z.object({ identifier_id: id(), limit: limit(100, 25), cursor: z.string().max(200).optional() }),
  target: (tx, { identifier_id }) => findIdentifier(tx, identifier_id),
  allow: inIntelligence,
  run: async ({ tx, target }, { limit, cursor }) => {
    const [contentId, start] = (decodeCursor(cursor, "wn") ?? [Number.MAX_SAFE_INTEGER, 0]) as [number, number];
    const [rows, around] = await Promise.all([
      listOccurrences(tx, target, { contentId, start }, limit + 1),
      findSurroundings(tx, target),
    ]);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const linking = around.beside.filter(({ subjects }) => subjects <= MOST_LINKED_SUBJECTS);
    return {
      ...describeIdentifier(target),
      /** Empty where the name is not known to who asks. */
      verifier: target.verified_at ? (target.verifier ?? "") : null,
      verification_note: target.verification_note,
      /** Written by too many accounts to say that they have to do with each other. */
      is_common: around.subject_count > MOST_LINKED_SUBJECTS,
      subject_count: around.subject_count,
      subjects: around.subjects,
      /** Who wrote it and what stands beside it is said of the first so many occurrences; there are more. */
      examined: around.more ? EXAMINED_OCCURRENCES : null,
      beside: linking.map(({ subjects: _, ...each }) => each),
      common_beside: around.beside.length - linking.length,
      cases: around.cases,
      osint: around.osint,
      places: page.map(describePlace),
      next_cursor: rows.length > page.length && last ? encodeCursor([last.content_id, last.start_offset]) : null,
    };
  },
  seen: ({ id, places }) => ({ table: "identifiers", recordId: id, details: { places: places.length } }),
});

function describePlace(row: OccurrenceRow) {
  const from = Math.max(0, row.start_offset - AROUND);
  return {
    id: row.id,
    content_id: row.content_id,
    start_offset: row.start_offset,
    end_offset: row.end_offset,
    /** What stands before it, itself, and what stands behind. */
    before: (from > 0 ? "…" : "") + row.text.slice(from, row.start_offset),
    written: row.text.slice(row.start_offset, row.end_offset),
    after: row.text.slice(row.end_offset, row.end_offset + AROUND),
    posted_at: row.posted_at?.toISOString() ?? null,
    source: row.source,
    subject_id: row.subject_id,
    subject: row.subject,
    risk_level: row.risk_level,
  };
}
