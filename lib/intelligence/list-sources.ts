import { z } from "zod";
import { findSource, listSources as find } from "@/db/queries/intelligence/sources";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { id, limit, text } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { describeSource } from "./describe-source";
import { inIntelligence } from "./policy";

/** Chats, channels and tables that material came from: what they are called and how they are read, not what was said there. */
export const listSources = query({
  action: "intelligence.source.list",
  input: z.object({
    q: text(100).optional(),
    organization_id: id().optional(),
    limit: limit(500, 50),
    cursor: z.string().max(200).optional(),
  }),
  allow: inIntelligence,
  run: async ({ tx }, { q, organization_id, limit: most, cursor }) => {
    const [before] = decodeCursor(cursor, "n") ?? [];
    const rows = await find(tx, q || null, (before as number | undefined) ?? null, most + 1, organization_id ?? null);
    const page = rows.slice(0, most);
    const last = page.at(-1);
    return {
      sources: page.map(describeSource),
      next_cursor: rows.length > most && last ? encodeCursor([last.id]) : null,
    };
  },
});

export const getSource = query({
  action: "intelligence.source.get",
  subject: "source",
  input: z.object({ id: id() }),
  target: (tx, input) => findSource(tx, input.id),
  allow: inIntelligence,
  run: async ({ target }) => describeSource(target),
});
