import { z } from "zod";
import { findIdentifier } from "@/db/queries/intelligence/identifier";
import { listNewestIdentifiers, matchIdentifiers } from "@/db/queries/intelligence/identifiers";
import { agencyOf, agencySeen } from "@/lib/intelligence/agency-of";
import { extractIdentifiers } from "@/lib/intelligence/extraction/extract";
import { look } from "@/lib/intelligence/look";
import { inIntelligence } from "@/lib/intelligence/policy";
import type { Tx } from "@/lib/kernel/database";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit, text } from "@/lib/kernel/input";
import { describeListed } from "./describe-identifier";
import { identifierKind } from "./identifier-input";

const NEWEST = 2_147_483_647;
/** Characters of a value that a cursor carries. */
const CARRIED = 500;

/**
 * One page of the agency's identifiers, the newest first; or with `q` those whose value begins so, or whose host it is, in
 * the order of their values. Superusers name an agency.
 */
export const listIdentifiers = look({
  action: "intelligence.identifier.list",
  scope: "intelligence:read",
  input: z.object({
    q: text(500).optional(),
    kind: identifierKind.optional(),
    verified: flag().optional(),
    organization_id: id().optional(),
    limit: limit(200, 50),
    cursor: z.string().max(4_000).optional(),
  }),
  allow: inIntelligence,
  run: async ({ tx, actor }, input) => {
    const filter = {
      organizationId: await agencyOf(tx, actor, input.organization_id),
      kind: input.kind ?? null,
      verified: input.verified ?? null,
      limit: input.limit + 1,
    };
    const { q, cursor } = input;
    const rows = q
      ? await matchIdentifiers(tx, filter, { ...beginningOf(q), after: await placeByValue(tx, cursor) })
      : await listNewestIdentifiers(tx, filter, Number(decodeCursor(cursor, "n")?.[0] ?? NEWEST));
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    const goesOn = rows.length > page.length && last;
    return {
      identifiers: page.map(describeListed),
      next_cursor: goesOn ? encodeCursor(q ? [last.normalized.slice(0, CARRIED), last.id] : [last.id]) : null,
    };
  },
  seen: async ({ identifiers }, { q, kind, organization_id }, _, { tx, actor }) => ({
    table: "identifiers",
    ...(await agencySeen(tx, actor, organization_id)),
    details: { ...(q && { q }), ...(kind && { kind }), shown: identifiers.length },
  }),
});

/** How values begin that are looked for: what was typed in the one form of what it is, where it is something whole. */
export function beginningOf(typed: string): { prefix: string; host: string } {
  const [found, ...others] = extractIdentifiers(typed);
  const isWhole = found !== undefined && others.length === 0 && found.start === 0 && found.end === typed.length;
  const lower = typed.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
  if (!isWhole) return { prefix: lower.replace(/^@/, ""), host: lower };
  return { prefix: found.normalized, host: found.kind === "domain" ? found.normalized : "" };
}

/** Behind which row the list goes on. Of a long value the cursor carries the beginning; the rest is read again by its id. */
async function placeByValue(tx: Tx, cursor: string | undefined) {
  const [normalized, id] = (decodeCursor(cursor, "sn") ?? ["", 0]) as [string, number];
  const whole = normalized.length < CARRIED ? undefined : (await findIdentifier(tx, id))?.normalized;
  return { normalized: whole ?? normalized, id };
}
