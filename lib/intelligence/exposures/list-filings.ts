import { z } from "zod";
import { findExposedDomain, listFilings as find, type FilingRow } from "@/db/queries/intelligence/exposures";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit } from "@/lib/kernel/input";
import { look } from "../look";
import { inIntelligence } from "../policy";

/** What the agency told organizations, the newest first, and under what an identifier could be told. */
export const listFilings = look({
  action: "intelligence.exposure.list",
  scope: "intelligence:read",
  input: z.object({
    identifier_id: id().optional(),
    organization_id: id().optional(),
    limit: limit(200, 50),
    cursor: z.string().max(200).optional(),
  }),
  allow: inIntelligence,
  run: async ({ tx }, input) => {
    const [beforeId] = (decodeCursor(input.cursor, "n") ?? []) as number[];
    const of = { identifierId: input.identifier_id, organizationId: input.organization_id, beforeId };
    const [rows, domain] = await Promise.all([
      find(tx, { ...of, limit: input.limit + 1 }),
      input.identifier_id === undefined ? null : findExposedDomain(tx, input.identifier_id),
    ]);
    const page = rows.slice(0, input.limit);
    return {
      /** Of the identifier named: the part of it that is a domain of an organization here. Whose is not said. */
      domain,
      filings: page.map(describe),
      next_cursor: rows.length > page.length ? encodeCursor([page.at(-1)!.id]) : null,
    };
  },
  seen: ({ filings }, { identifier_id }) => ({
    table: "exposure_filings",
    details: { filings: filings.length, ...(identifier_id && { identifier_id }) },
  }),
});

const describe = ({ organization_id: _, ...row }: FilingRow) => ({
  ...row,
  created_at: row.created_at.toISOString(),
  withdrawn_at: row.withdrawn_at?.toISOString() ?? null,
});
export type Filing = ReturnType<typeof describe>;
