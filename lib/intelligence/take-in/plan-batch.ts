import { setImmediate } from "node:timers/promises";
import type { Tx } from "@/lib/kernel/database";
import { findKnown, placeSources, type SourceRow } from "@/db/queries/intelligence/take-in";
import { analyse, type Analysis } from "@/lib/intelligence/detection/analyse";
import { extractIdentifiers } from "@/lib/intelligence/extraction/extract";
import type { FoundIdentifier } from "@/lib/intelligence/extraction/identifier";
import type { Parsed, ParsedRecord, Reject } from "@/lib/intelligence/import/record";
import type { PinnedRules } from "@/lib/intelligence/pinned-rules";
import { STRETCH } from "@/lib/intelligence/stretch";

/** A record with where it goes, and what was found in it. */
export interface Planned {
  record: ParsedRecord;
  source: SourceRow;
  analysis: Analysis | null;
  identifiers: FoundIdentifier[];
  /** Milliseconds. */
  took: number;
}

export interface Plan {
  planned: Planned[];
  rejects: Reject[];
  duplicates: number;
}

/** Sources by their keys, as they were found so far: they are asked for once an import. */
export type KnownSources = Map<string, SourceRow>;

const keyOf = (platform: string, id: string) => `${platform} ${id}`;

/** Which records of a batch are new, and the sources they are of: made where there are none. */
export async function placeBatch(
  tx: Tx,
  { organizationId, sources, timeZone }: { organizationId: number; sources: KnownSources; timeZone: string },
  batch: readonly Parsed[],
): Promise<{ fresh: { record: ParsedRecord; source: SourceRow }[]; rejects: Reject[]; duplicates: number }> {
  const rejects = batch.flatMap(({ reject }) => reject ?? []);
  const records = batch.flatMap(({ record }) => record ?? []);
  const missing = new Map<string, ParsedRecord["sourceKey"]>();
  for (const { sourceKey } of records) {
    const key = keyOf(sourceKey.platform, sourceKey.platformSourceId);
    if (!sources.has(key)) missing.set(key, sourceKey);
  }
  if (missing.size > 0) {
    const given = [...missing.values()].map(({ platform, platformSourceId, name, kind }) => ({
      ...{ platform, platform_source_id: platformSourceId, name, kind },
    }));
    for (const row of await placeSources(tx, organizationId, given, timeZone))
      sources.set(keyOf(row.platform, row.platform_source_id), row);
  }
  const seen = new Set<string>();
  const placed: { record: ParsedRecord; source: SourceRow }[] = [];
  let duplicates = 0;
  for (const record of records) {
    const source = sources.get(keyOf(record.sourceKey.platform, record.sourceKey.platformSourceId))!;
    const key = `${source.id} ${record.platformContentId}`;
    if (!source.is_active)
      rejects.push({
        record: record.record,
        reason: `its source is switched off: ${source.platform_source_id}`,
        raw: "",
      });
    else if (seen.has(key)) duplicates += 1;
    else {
      seen.add(key);
      placed.push({ record, source });
    }
  }
  const known = await findKnown(
    tx,
    organizationId,
    placed.map(({ source }) => source.id),
    placed.map(({ record }) => record.platformContentId),
  );
  const isKnown = new Set(known.map((row) => `${row.source_id} ${row.platform_content_id}`));
  const fresh = placed.filter(({ record, source }) => !isKnown.has(`${source.id} ${record.platformContentId}`));
  return { fresh, rejects, duplicates: duplicates + placed.length - fresh.length };
}

/** Reads the new records of a batch: rules and identifiers. This is where an import's CPU goes. */
export async function planBatch(
  { fresh, rejects, duplicates }: Awaited<ReturnType<typeof placeBatch>>,
  rules: PinnedRules | undefined,
): Promise<Plan> {
  const planned: Planned[] = [];
  for (const { record, source } of fresh) {
    const began = performance.now();
    const language = source.language || undefined;
    const analysis = rules ? analyse(rules.compiled, { text: record.text, sourceId: source.id, language }) : null;
    const identifiers = identifiersOf(record, source.default_region || undefined);
    planned.push({ record, source, analysis, identifiers, took: performance.now() - began });
    if (planned.length % STRETCH === 0) await setImmediate();
  }
  return { planned, rejects, duplicates };
}

/** What stands in the text, and what is behind its links: at the place of the link. */
function identifiersOf({ text, tagged, hidden = [] }: ParsedRecord, defaultRegion: string | undefined) {
  const found = extractIdentifiers(text, { defaultRegion, tagged });
  for (const { text: behind, start, end } of hidden) {
    for (const each of extractIdentifiers(behind, { defaultRegion })) found.push({ ...each, start, end });
  }
  return found;
}
