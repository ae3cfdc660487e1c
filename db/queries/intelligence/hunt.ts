import type { Tx } from "@/db/client";
import { followDetections } from "./content-status";
import { writeDetections, type FoundRow } from "./write-detections";

/** Which messages: of a source, of a time; null is all. */
export interface Range {
  sourceId: number | null;
  from: Date | null;
  to: Date | null;
}

export interface TextRow {
  id: number;
  source_id: number;
  platform_content_id: string;
  source: string;
  source_language: string;
  text: string;
  posted_at: Date | null;
}

const inRange = `c.organization_id = $1 and ($2::integer is null or c.source_id = $2)
      and ($3::timestamptz is null or c.posted_at >= $3) and ($4::timestamptz is null or c.posted_at < $4)`;

const sampleStatement = {
  name: "sample_texts",
  text: `select c.id, c.source_id, c.platform_content_id, s.name as source, s.language as source_language, c.text, c.posted_at
    from content c join sources s on s.organization_id = c.organization_id and s.id = c.source_id
    where ${inRange} and c.posted_at is not null order by c.posted_at desc, c.id desc limit $5`,
};

/** The newest messages of an agency. */
export const sampleTexts = (tx: Tx, organizationId: number, { sourceId, from, to }: Range, limit: number) =>
  tx.send<TextRow>(sampleStatement, [organizationId, sourceId, from, to, limit]);

const countStatement = {
  name: "count_unhunted",
  text: `select count(*) as count from (
      select from content c where ${inRange} and (c.analysis_version is null or c.analysis_version < $5) limit $6) waiting`,
};

/** How many messages were not looked at with a rule set of this number or a later one, counted to `most`; null: to the end. */
export const countUnhunted = async (
  tx: Tx,
  organizationId: number,
  { sourceId, from, to }: Range,
  number: number,
  most: number | null,
) => (await tx.send<{ count: number }>(countStatement, [organizationId, sourceId, from, to, number, most]))[0]!.count;

// Locked, as decisions lock them: neither loses what the other writes. Of two hunts at once one waits for the other's rows,
// passes over them and fills its batch behind them: PostgreSQL counts to the limit after locking.
const nextStatement = {
  name: "next_unhunted",
  text: `select c.id, c.source_id, c.platform_content_id, s.name as source, s.language as source_language, c.text, c.posted_at
    from content c join sources s on s.organization_id = c.organization_id and s.id = c.source_id
    where ${inRange} and (c.analysis_version is null or c.analysis_version < $5) and c.id > $6 order by c.id limit $7
    for no key update of c`,
};

export const nextUnhunted = (
  tx: Tx,
  organizationId: number,
  { sourceId, from, to }: Range,
  number: number,
  after: number,
  limit: number,
) => tx.send<TextRow>(nextStatement, [organizationId, sourceId, from, to, number, after, limit]);

/** What was found out about a message, ready to be written. */
export interface AnalysedRow {
  id: number;
  risk_level: string | null;
  risk_score: number | null;
  keywords: string[];
  /** Base64 of the sealed components; null where nothing was found. */
  analysis: string | null;
  confidence_score: number | null;
  sentiment_score: number | null;
  language: string;
  processing_time: number;
}

const writeStatement = {
  name: "write_analyses",
  text: `update content c set risk_level = r.risk_level, risk_score = r.risk_score, keywords = r.keywords,
      analysis = decode(r.analysis, 'base64'), data_key_id = case when r.analysis is not null then $3::integer end,
      confidence_score = r.confidence_score, sentiment_score = r.sentiment_score, language = r.language,
      processing_time = r.processing_time, analysis_version = $2, analyzed_at = now(),
      status = case when c.status = 'PENDING' then 'ANALYZED' else c.status end
    from jsonb_to_recordset($4::jsonb) as r(id bigint, risk_level text, risk_score real, keywords jsonb, analysis text,
      confidence_score real, sentiment_score real, language text, processing_time real)
    where c.organization_id = $1 and c.id = r.id`,
};

// What nobody judged follows the rules as they are; what somebody did stays as it was seen then.
const clearStatement = {
  name: "clear_unfound",
  text: `delete from detections d where d.organization_id = $1 and d.content_id = any($2::bigint[]) and d.status = 'new'
      and not exists (select from jsonb_to_recordset($3::jsonb) as r(content_id bigint, keyword_id integer, start_offset integer)
        where r.content_id = d.content_id and r.keyword_id = d.keyword_id and r.start_offset = d.start_offset)`,
};

/** Writes what was found in some messages: the same again changes nothing. Answers how many detections are new. */
export async function writeAnalyses(
  tx: Tx,
  {
    organizationId,
    ruleSetId,
    number,
    dataKeyId,
  }: { organizationId: number; ruleSetId: number; number: number; dataKeyId: number },
  contents: readonly AnalysedRow[],
  found: readonly FoundRow[],
): Promise<number> {
  const ids = contents.map(({ id }) => id);
  const rows = JSON.stringify(found);
  const [, , added] = await Promise.all([
    tx.send(writeStatement, [organizationId, number, dataKeyId, JSON.stringify(contents)]),
    tx.send(clearStatement, [organizationId, ids, rows]),
    writeDetections(tx, organizationId, ruleSetId, found),
  ]);
  await followDetections(tx, ids, added);
  return added.length;
}
