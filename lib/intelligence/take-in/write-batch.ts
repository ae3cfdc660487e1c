import type { Tx } from "@/lib/kernel/database";
import {
  countIdentifiers,
  insertContent,
  insertOccurrences,
  insertRejects,
  placeSubjects,
  type NewContent,
  type NewIdentifier,
  type NewSubject,
} from "@/db/queries/intelligence/take-in";
import { writeDetections } from "@/db/queries/intelligence/write-detections";
import { foundRows, scoreOf } from "@/lib/intelligence/analysis-rows";
import type { Plan, Planned } from "./plan-batch";

export interface BatchPlace {
  organizationId: number;
  importId: number | null;
  dataKey: { id: number; key: Buffer };
  rules: { id: number; number: number } | undefined;
}

interface BatchCounts {
  taken: number;
  duplicates: number;
  quarantined: number;
}

/** Longest normalized form that is stored; nothing that is one is longer. */
const MOST_NORMALIZED = 2_000;

/** Writes a batch: what is there already, by whomever it was brought in meanwhile, stays as it is. */
export async function writeBatch(tx: Tx, place: BatchPlace, plan: Plan): Promise<BatchCounts> {
  const { organizationId, importId, rules } = place;
  const { planned, rejects } = plan;
  if (rejects.length > 0 && importId !== null) await insertRejects(tx, organizationId, importId, rejects);
  if (planned.length === 0) return { taken: 0, duplicates: plan.duplicates, quarantined: rejects.length };
  const subjectIds = await subjectsOf(tx, organizationId, planned);
  const rows = planned.map((each) => contentOf(each, subjectIds, place));
  const made = await insertContent(tx, organizationId, importId, rows);
  const ids = new Map(made.map((row) => [`${row.source_id} ${row.platform_content_id}`, row.id]));
  const taken = planned.flatMap((each) => {
    const id = ids.get(`${each.source.id} ${each.record.platformContentId}`);
    return id === undefined ? [] : [{ ...each, id }];
  });
  const detections = taken.flatMap(({ id, analysis }) => (analysis ? foundRows(id, analysis) : []));
  if (detections.length > 0 && rules) await writeDetections(tx, organizationId, rules.id, detections);
  await writeIdentifiers(tx, organizationId, taken);
  return {
    taken: taken.length,
    duplicates: plan.duplicates + planned.length - taken.length,
    quarantined: rejects.length,
  };
}

async function subjectsOf(tx: Tx, organizationId: number, planned: Planned[]): Promise<Map<string, number>> {
  const subjects = new Map<string, NewSubject>();
  for (const { record, source } of planned) {
    const { author, postedAt } = record;
    if (!author) continue;
    const at = postedAt?.toISOString() ?? null;
    const key = `${source.platform} ${author.platformUserId}`;
    const known = subjects.get(key);
    if (!known) {
      subjects.set(key, {
        ...{ platform: source.platform, platform_user_id: author.platformUserId, source_id: source.id },
        ...{ username: author.username ?? "", display_name: author.displayName ?? "", first_seen: at, last_seen: at },
      });
      continue;
    }
    if (author.username) known.username = author.username;
    if (at && (!known.first_seen || at < known.first_seen)) known.first_seen = at;
    if (at && (!known.last_seen || at >= known.last_seen)) {
      known.last_seen = at;
      if (author.displayName) known.display_name = author.displayName;
    }
  }
  if (subjects.size === 0) return new Map();
  const rows = await placeSubjects(tx, organizationId, [...subjects.values()]);
  return new Map(rows.map((row) => [`${row.platform} ${row.platform_user_id}`, row.id]));
}

/** Of what no rules looked at. */
const NO_SCORE = {
  risk_level: null,
  risk_score: null,
  keywords: [],
  analysis: null,
  confidence_score: null,
  sentiment_score: null,
};

function contentOf(
  { record, source, analysis, took }: Planned,
  subjects: Map<string, number>,
  { organizationId, dataKey, rules }: BatchPlace,
): NewContent {
  const { platformContentId, author, contentType, text, postedAt, replyTo, metadata } = record;
  const score = analysis
    ? scoreOf(analysis, dataKey.key, organizationId, { sourceId: source.id, platformContentId })
    : NO_SCORE;
  return {
    source_id: source.id,
    subject_id: (author && subjects.get(`${source.platform} ${author.platformUserId}`)) ?? null,
    platform_content_id: platformContentId,
    content_type: contentType,
    text,
    language: analysis?.language ?? source.language,
    posted_at: postedAt?.toISOString() ?? null,
    reply_to: replyTo ?? null,
    metadata,
    status: analysis ? "ANALYZED" : "PENDING",
    ...score,
    data_key_id: score.analysis === null ? null : dataKey.id,
    processing_time: took,
    analysis_version: analysis && rules ? rules.number : null,
  };
}

/** A message that is in, and the identifiers that stand in it. */
interface WithIdentifiers {
  id: number;
  record: { postedAt: Date | null };
  identifiers: Planned["identifiers"];
}

/** Writes where identifiers stand in messages that were just taken in. */
export async function writeIdentifiers(tx: Tx, organizationId: number, taken: readonly WithIdentifiers[]) {
  const identifiers = new Map<string, NewIdentifier>();
  const places: { key: string; content_id: number; start_offset: number; end_offset: number }[] = [];
  for (const { id, record, identifiers: found } of taken) {
    const at = record.postedAt?.toISOString() ?? null;
    const here = new Set<string>();
    for (const { kind, value, normalized, detail = "", isValid, start, end } of found) {
      const key = `${kind} ${normalized}`;
      const place = `${key} ${start}`;
      if (normalized.length > MOST_NORMALIZED || !normalized || end <= start || here.has(place)) continue;
      here.add(place);
      places.push({ key, content_id: id, start_offset: start, end_offset: end });
      const known = identifiers.get(key);
      if (!known) {
        identifiers.set(key, {
          ...{ kind, value, normalized, detail, is_valid: isValid, first_seen: at, last_seen: at, occurrences: 1 },
        });
        continue;
      }
      known.occurrences += 1;
      if (at && (!known.first_seen || at < known.first_seen)) known.first_seen = at;
      if (at && (!known.last_seen || at > known.last_seen)) known.last_seen = at;
    }
  }
  if (places.length === 0) return;
  const rows = await countIdentifiers(tx, organizationId, [...identifiers.values()]);
  const ids = new Map(rows.map((row) => [`${row.kind} ${row.normalized}`, row.id]));
  const occurrences = places.map(({ key, ...place }) => ({ ...place, identifier_id: ids.get(key)! }));
  await insertOccurrences(tx, organizationId, occurrences);
}
