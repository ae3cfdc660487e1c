import { planContentArchives } from "@/db/queries/intelligence/content-archives";
import type { Caller } from "@/lib/kernel/actor";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import type { z } from "zod";
import type { Working } from "@/lib/vault/archive-file";
import { archiveContent, type ArchivedContent } from "./archive-content";
import { archiveOrder } from "./content-archive-input";
import { canArchiveContent } from "./policy";

const DAY_MS = 24 * 3_600_000;

/** Messages that are so old and that no case, and no decision that waits, needs at hand: by source and month. */
export const planContentArchive = query({
  action: "intelligence.content_archive.plan",
  input: archiveOrder,
  allow: canArchiveContent,
  run: async ({ tx }, { organization_id, source_id, older_than }) => {
    const before = new Date(Date.now() - older_than * DAY_MS);
    const of = { organizationId: organization_id ?? null, sourceId: source_id ?? null, before };
    // What was restored stays as long again as what is new: somebody wanted it back.
    const spans = await planContentArchives(tx, { ...of, restored_since: before });
    return spans.map((span) => ({ ...span, restored_since: before }));
  },
});

export interface ArchivedContents {
  archived: ArchivedContent[];
  /** Messages that stay, by source, each with why. */
  kept: { source_id: number; reason: string }[];
}

/**
 * Archives what is so old, a source and month at a time; begun again, it goes on with what is left. What changes meanwhile
 * stays for the next time, and does not keep the others.
 */
export async function archiveOldContent(
  caller: Caller,
  order: z.input<typeof archiveOrder>,
  { signal, progress = () => undefined }: Working = {},
): Promise<ArchivedContents> {
  const planned = await planContentArchive(caller, order);
  const total = planned.reduce((sum, { messages }) => sum + messages, 0);
  const done: ArchivedContents = { archived: [], kept: [] };
  let gone = 0;
  for (const { source_id, source, since, until, restored_since, messages } of planned) {
    const span = { source_id, since, until, restored_since };
    const step = `${source}, ${since.toISOString().slice(0, 7)}`;
    try {
      for (let left = messages; left > 0;) {
        const say = (share: number, what: string) =>
          progress(Math.min(1, (gone + share * left) / total), `${what}: ${step}`);
        const one = await archiveContent(caller, span, { signal, progress: say });
        if (!one) break;
        done.archived.push(one);
        gone += one.messages;
        left -= one.messages;
      }
    } catch (error) {
      if (signal?.aborted || !(error instanceof Fault) || error.code !== "conflict") throw error;
      done.kept.push({ source_id, reason: error.message });
    }
  }
  return done;
}
