import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import {
  countUnhunted,
  nextUnhunted,
  sampleTexts,
  writeAnalyses,
  type AnalysedRow,
  type Range,
  type TextRow,
} from "@/db/queries/intelligence/hunt";
import type { FoundRow } from "@/db/queries/intelligence/write-detections";
import { jobKind, startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { agencySeen, namedAgency } from "./agency-of";
import { foundRows, scoreOf } from "./analysis-rows";
import { analyse } from "./detection/analyse";
import { look } from "./look";
import { newestRules, rulesById, type PinnedRules } from "./pinned-rules";
import { inIntelligence } from "./policy";
import { STRETCH } from "./stretch";
import { SAMPLE, tryOn } from "./test-rule";
import { huntInput } from "./watchlist-input";

/** Messages that are written at once. */
const BATCH = 500;

const rangeOf = ({ source_id, from, to }: z.output<typeof huntInput>): Range => ({
  sourceId: source_id ?? null,
  from: from ?? null,
  to: to ?? null,
});

/** What waits is counted so far before it is begun; then it is many. */
const MOST_COUNTED = 100_000;

const noRules = () => new Fault("conflict", "No rule is active. Write one first.");

/** What a retro-hunt would find, from the newest messages of its range. Keeps nothing. */
export const previewHunt = look({
  action: "intelligence.hunt.preview",
  scope: "intelligence:read",
  input: huntInput,
  allow: inIntelligence,
  run: async ({ tx, actor }, input) => {
    const organizationId = await namedAgency(tx, actor, input.organization_id);
    const rules = await newestRules(tx, organizationId);
    if (!rules) throw noRules();
    const range = rangeOf(input);
    const rows = await sampleTexts(tx, organizationId, range, SAMPLE);
    const waiting = await countUnhunted(tx, organizationId, range, rules.number, MOST_COUNTED);
    return { rule_set: rules.number, waiting, ...(await tryOn(rules.compiled, rows)) };
  },
  seen: async ({ sample, hits }, { organization_id }, _, { tx, actor }) => ({
    table: "content",
    ...(await agencySeen(tx, actor, organization_id)),
    details: { sample, hits },
  }),
});

export type HuntPreview = Awaited<ReturnType<typeof previewHunt>>;

const jobInput = z.object({
  organizationId: id(),
  ruleSetId: id(),
  sourceId: id().nullable(),
  from: z.coerce.date().nullable(),
  to: z.coerce.date().nullable(),
});

const batchInput = jobInput.extend({ after: z.number().int().min(0) });

/** Looks through the next messages that these rules have not seen, and writes what they find. */
export const huntBatch = command({
  action: "intelligence.hunt.batch",
  input: batchInput,
  allow: inIntelligence,
  run: async ({ tx, actor }, { organizationId: named, ruleSetId, after, ...range }) => {
    const organizationId = await namedAgency(tx, actor, named);
    const rules = await rulesById(tx, organizationId, ruleSetId);
    if (!rules) throw notFound("rule set");
    const rows = await nextUnhunted(tx, organizationId, range, rules.number, after, BATCH);
    if (rows.length === 0) return { read: 0, found: 0, last: after };
    const dataKey = await currentDataKey(tx, organizationId);
    const { contents, found } = await analyseRows(rows, rules, organizationId, dataKey.key);
    const place = { organizationId, ruleSetId, number: rules.number, dataKeyId: dataKey.id };
    return { read: rows.length, found: await writeAnalyses(tx, place, contents, found), last: rows.at(-1)!.id };
  },
});

async function analyseRows(rows: readonly TextRow[], rules: PinnedRules, organizationId: number, key: Buffer) {
  const contents: AnalysedRow[] = [];
  const found: FoundRow[] = [];
  for (const row of rows) {
    const began = performance.now();
    const { id, text, source_id: sourceId, platform_content_id: platformContentId } = row;
    const analysis = analyse(rules.compiled, { text, sourceId, language: row.source_language || undefined });
    contents.push({
      ...{ id, ...scoreOf(analysis, key, organizationId, { sourceId, platformContentId }) },
      ...{ language: analysis.language ?? "", processing_time: performance.now() - began },
    });
    found.push(...foundRows(id, analysis));
    if (contents.length % STRETCH === 0) await setImmediate();
  }
  return { contents, found };
}

const countBatch = command({
  action: "intelligence.hunt.count",
  input: jobInput,
  allow: inIntelligence,
  run: async ({ tx, actor }, { organizationId: named, ruleSetId, ...range }) => {
    const organizationId = await namedAgency(tx, actor, named);
    const rules = await rulesById(tx, organizationId, ruleSetId);
    if (!rules) throw notFound("rule set");
    return { waiting: await countUnhunted(tx, organizationId, range, rules.number, null) };
  },
});

/**
 * Looks through everything again with the rules as they were when it was asked for. Killed, it goes on where it was: what these
 * rules have seen says so itself.
 */
export const huntJob = jobKind({
  kind: "intelligence.hunt",
  input: jobInput,
  run: async ({ caller, input, signal, progress }) => {
    progress(0, "Counting");
    const { waiting } = await countBatch(caller, input);
    let [after, read, found] = [0, 0, 0];
    for (;;) {
      signal.throwIfAborted();
      const batch = await huntBatch(caller, { ...input, after });
      if (batch.read === 0) return { read, found };
      after = batch.last;
      read += batch.read;
      found += batch.found;
      progress(
        Math.min(0.99, read / Math.max(1, waiting)),
        `${read} of ${Math.max(read, waiting)} messages, ${found} new hits`,
      );
    }
  },
});

/** Starts a retro-hunt with the rules now active. */
export const startHunt = command({
  action: "intelligence.hunt.start",
  scope: "intelligence:write",
  input: huntInput,
  allow: inIntelligence,
  run: async (context, input) => {
    const { tx, actor } = context;
    const organizationId = await namedAgency(tx, actor, input.organization_id);
    const rules = await newestRules(tx, organizationId);
    if (!rules) throw noRules();
    const { sourceId, from, to } = rangeOf(input);
    const job = {
      organizationId,
      ruleSetId: rules.id,
      sourceId,
      from: from?.toISOString() ?? null,
      to: to?.toISOString() ?? null,
    };
    return {
      job_id: await startJob(context, huntJob, {
        organizationId,
        title: `Retro-hunt with rule set ${rules.number}`,
        input: job,
      }),
    };
  },
});
