import { sql } from "drizzle-orm";
import type { Statement, Tx } from "@/db/client";

/*
 * A batch of records goes in by a handful of statements, however many they are: each takes its rows as one JSON value.
 * Rows that others insert too are inserted in one order, so that two imports never wait for each other in a circle.
 */

export interface SourceRow {
  id: number;
  platform: string;
  platform_source_id: string;
  language: string;
  default_region: string;
  is_active: boolean;
}

interface NewSource {
  platform: string;
  platform_source_id: string;
  name: string;
  kind: string;
}

const insertSourcesStatement: Statement = {
  name: "take_in_sources",
  text: `insert into sources (organization_id, platform, platform_source_id, name, kind, time_zone, created_by)
    select $1, g.platform, g.platform_source_id, g.name, g.kind, $3, app.actor_id()
      from jsonb_to_recordset($2::jsonb) g(platform text, platform_source_id text, name text, kind text)
     order by 2, 3 on conflict (organization_id, platform, platform_source_id) do nothing`,
};
const findSourcesStatement: Statement = {
  name: "find_sources_by_key",
  text: `select s.id, s.platform, s.platform_source_id, s.language, s.default_region, s.is_active
      from jsonb_to_recordset($2::jsonb) g(platform text, platform_source_id text)
      join sources s on s.organization_id = $1 and s.platform = g.platform and s.platform_source_id = g.platform_source_id`,
};

/** The sources of these keys; those that are new are made. */
export async function placeSources(tx: Tx, organizationId: number, given: NewSource[], timeZone: string) {
  const keys = JSON.stringify(given);
  await tx.send(insertSourcesStatement, [organizationId, keys, timeZone]);
  return tx.send<SourceRow>(findSourcesStatement, [organizationId, keys]);
}

/**
 * Of these messages, those that are there already, or stand in an archive. Planned anew each time: a plan that was made while the table was small
 * would read all of it for each batch once it is large.
 */
export async function findKnown(tx: Tx, organizationId: number, sourceIds: number[], contentIds: string[]) {
  const { rows } = await tx.execute<{ source_id: number; platform_content_id: string }>(sql`
    select c.source_id, c.platform_content_id
      from unnest(${sql.param(sourceIds)}::integer[], ${sql.param(contentIds)}::text[]) k(source_id, platform_content_id)
      join content c on c.organization_id = ${organizationId} and c.source_id = k.source_id
       and c.platform_content_id = k.platform_content_id
    union all
    select c.source_id, c.platform_content_id
      from unnest(${sql.param(sourceIds)}::integer[], ${sql.param(contentIds)}::text[]) k(source_id, platform_content_id)
      join archived_content c on c.organization_id = ${organizationId} and c.source_id = k.source_id
       and c.platform_content_id = k.platform_content_id`);
  return rows;
}

export interface NewSubject {
  platform: string;
  platform_user_id: string;
  username: string;
  display_name: string;
  source_id: number;
  first_seen: string | null;
  last_seen: string | null;
}

// Of what is known only what is new is written: a name that was not there, a time outside of those seen.
const upsertSubjectsStatement: Statement = {
  name: "take_in_subjects",
  text: `insert into subjects as s (organization_id, platform, platform_user_id, username, display_name, source_id, first_seen, last_seen)
    select $1, g.platform, g.platform_user_id, g.username, g.display_name, g.source_id, g.first_seen, g.last_seen
      from jsonb_to_recordset($2::jsonb) g(platform text, platform_user_id text, username text, display_name text, source_id integer,
        first_seen timestamptz, last_seen timestamptz) order by 2, 3
    on conflict (organization_id, platform, platform_user_id) do update
      set first_seen = least(s.first_seen, excluded.first_seen), last_seen = greatest(s.last_seen, excluded.last_seen),
          username = case when excluded.username <> '' then excluded.username else s.username end,
          display_name = case when excluded.display_name <> '' and (s.last_seen is null or excluded.last_seen >= s.last_seen)
            then excluded.display_name else s.display_name end
    where s.last_seen is null or excluded.last_seen > s.last_seen or excluded.first_seen < s.first_seen
       or (excluded.username <> '' and excluded.username <> s.username)`,
};
export async function placeSubjects(tx: Tx, organizationId: number, given: NewSubject[]) {
  const keys = JSON.stringify(given);
  await tx.send(upsertSubjectsStatement, [organizationId, keys]);
  // Planned anew, for the same reason.
  const { rows } = await tx.execute<{ id: number; platform: string; platform_user_id: string }>(sql`
    select s.id, s.platform, s.platform_user_id
      from jsonb_to_recordset(${keys}::jsonb) g(platform text, platform_user_id text)
      join subjects s on s.organization_id = ${organizationId} and s.platform = g.platform
       and s.platform_user_id = g.platform_user_id`);
  return rows;
}

export interface NewContent {
  source_id: number;
  subject_id: number | null;
  platform_content_id: string;
  content_type: string;
  text: string;
  language: string;
  posted_at: string | null;
  reply_to: string | null;
  metadata: Record<string, unknown>;
  status: string;
  risk_level: string | null;
  risk_score: number | null;
  keywords: string[];
  /** Sealed, in base 64. */
  analysis: string | null;
  data_key_id: number | null;
  confidence_score: number | null;
  sentiment_score: number | null;
  processing_time: number | null;
  analysis_version: number | null;
}

const insertContentStatement: Statement = {
  name: "take_in_content",
  text: `insert into content (organization_id, import_id, source_id, subject_id, platform_content_id, content_type, text, language, posted_at,
      reply_to, metadata, status, risk_level, risk_score, keywords, analysis, data_key_id, confidence_score, sentiment_score, processing_time,
      analysis_version, analyzed_at)
    select $1, $2, g.source_id, g.subject_id, g.platform_content_id, g.content_type, g.text, g.language, g.posted_at, g.reply_to, g.metadata,
      g.status, g.risk_level, g.risk_score, g.keywords, decode(g.analysis, 'base64'), g.data_key_id, g.confidence_score, g.sentiment_score,
      g.processing_time, g.analysis_version, case when g.analysis_version is not null then now() end
      from jsonb_to_recordset($3::jsonb) g(source_id integer, subject_id integer, platform_content_id text, content_type text, text text,
        language text, posted_at timestamptz, reply_to text, metadata jsonb, status text, risk_level text, risk_score real, keywords jsonb,
        analysis text, data_key_id integer, confidence_score real, sentiment_score real, processing_time real, analysis_version integer)
     where not exists (select from archived_content a
       where a.organization_id = $1 and a.source_id = g.source_id and a.platform_content_id = g.platform_content_id)
    on conflict (organization_id, source_id, platform_content_id) do nothing returning id, source_id, platform_content_id`,
};

/** Ids of the messages that were not there yet. */
export const insertContent = (tx: Tx, organizationId: number, importId: number | null, rows: NewContent[]) =>
  tx.send<{ id: number; source_id: number; platform_content_id: string }>(insertContentStatement, [
    organizationId,
    importId,
    JSON.stringify(rows),
  ]);

export interface NewIdentifier {
  kind: string;
  value: string;
  normalized: string;
  detail: string;
  is_valid: boolean;
  first_seen: string | null;
  last_seen: string | null;
  occurrences: number;
}

const upsertIdentifiersStatement: Statement = {
  name: "take_in_identifiers",
  text: `insert into identifiers as i (organization_id, kind, value, normalized, detail, is_valid, first_seen, last_seen, occurrences)
    select $1, g.kind, g.value, g.normalized, g.detail, g.is_valid, g.first_seen, g.last_seen, g.occurrences
      from jsonb_to_recordset($2::jsonb) g(kind text, value text, normalized text, detail text, is_valid boolean, first_seen timestamptz,
        last_seen timestamptz, occurrences integer) order by 2, 4
    on conflict (organization_id, kind, normalized) do update
      set occurrences = i.occurrences + excluded.occurrences, first_seen = least(i.first_seen, excluded.first_seen),
          last_seen = greatest(i.last_seen, excluded.last_seen)
    returning id, kind, normalized`,
};

/** Adds to how often each was seen; ids of all of them. */
export const countIdentifiers = (tx: Tx, organizationId: number, rows: NewIdentifier[]) =>
  tx.send<{ id: number; kind: string; normalized: string }>(upsertIdentifiersStatement, [
    organizationId,
    JSON.stringify(rows),
  ]);

interface NewOccurrence {
  identifier_id: number;
  content_id: number;
  start_offset: number;
  end_offset: number;
}

const insertOccurrencesStatement: Statement = {
  name: "take_in_occurrences",
  text: `insert into identifier_occurrences (organization_id, identifier_id, content_id, start_offset, end_offset)
    select $1, g.identifier_id, g.content_id, g.start_offset, g.end_offset
      from jsonb_to_recordset($2::jsonb) g(identifier_id integer, content_id bigint, start_offset integer, end_offset integer)
    on conflict (organization_id, identifier_id, content_id, start_offset) do nothing`,
};

export async function insertOccurrences(tx: Tx, organizationId: number, rows: NewOccurrence[]) {
  await tx.send(insertOccurrencesStatement, [organizationId, JSON.stringify(rows)]);
}

const insertRejectsStatement: Statement = {
  name: "take_in_rejects",
  text: `insert into import_rejects (organization_id, import_id, record, reason, raw)
    select $1, $2, g.record, g.reason, g.raw from jsonb_to_recordset($3::jsonb) g(record bigint, reason text, raw text)
    on conflict (organization_id, import_id, record) do nothing`,
};

export async function insertRejects(
  tx: Tx,
  organizationId: number,
  importId: number,
  rows: { record: number; reason: string; raw: string }[],
) {
  await tx.send(insertRejectsStatement, [organizationId, importId, JSON.stringify(rows)]);
}
