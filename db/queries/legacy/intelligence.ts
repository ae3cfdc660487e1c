import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Platform } from "@/db/schema/intelligence/sources";

/*
 * What moving a workspace in asks and changes besides inserting: a statement a batch each, however many rows.
 */

interface MovedSource {
  id: number;
  platform: Platform;
  platform_source_id: string;
  default_region: string;
}

/** Sources by their ids. */
export async function findSources(tx: Tx, organizationId: number, ids: number[]): Promise<Map<number, MovedSource>> {
  const { rows } = await tx.execute<MovedSource & Record<string, unknown>>(
    sql`select id, platform, platform_source_id, default_region from sources
        where organization_id = ${organizationId} and id = any (${sql.param(ids)}::integer[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Widens when subjects were seen to when they wrote. */
export async function seeSubjects(tx: Tx, organizationId: number, seen: { id: number; at: string }[]) {
  await tx.execute(
    sql`update subjects s set first_seen = least(s.first_seen, g.first), last_seen = greatest(s.last_seen, g.last)
        from (select id, min(at) as first, max(at) as last
                from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as r(id integer, at timestamptz) group by id) g
        where s.organization_id = ${organizationId} and s.id = g.id
          and (s.first_seen is null or s.last_seen is null or g.first < s.first_seen or g.last > s.last_seen)`,
  );
}

/** Flags subjects that nobody has flagged, and says so in their history. */
export async function flagSubjects(tx: Tx, organizationId: number, ids: number[], by: number, reason: string) {
  await tx.execute(
    sql`with flagged as (
          update subjects set is_flagged = true, flagged_by = ${by}, flagged_at = now(), flag_reason = ${reason}
           where organization_id = ${organizationId} and id = any (${sql.param(ids)}::integer[]) and not is_flagged returning id)
        insert into subject_flags (organization_id, subject_id, is_flagged, reason, decided_by)
        select ${organizationId}::integer, id, true, ${reason}::text, ${by}::integer from flagged`,
  );
}

interface Watchlist {
  organizationId: number;
  originId: number;
  name: string;
  description: string;
}

/** The watchlist of what moved in; one of that name that people made is never added to, so it may have a number behind it. */
export async function ensureWatchlist(tx: Tx, { organizationId, originId, name, description }: Watchlist) {
  const { rows } = await tx.execute<{ id: number }>(
    sql`with known as (
          select w.id from legacy_records r join watchlists w on w.organization_id = ${organizationId} and w.id = r.record_id
           where r.origin_id = ${originId} and r.table_name = 'watchlists' and r.legacy_key = 'all'),
        made as (
          insert into watchlists (organization_id, name, description)
          select ${organizationId}::integer, case when exists (select from watchlists where organization_id = ${organizationId} and name = ${name})
            then ${`${name} ${originId}`}::text else ${name}::text end, ${description}::text
           where not exists (select from known) returning id),
        noted as (
          insert into legacy_records (origin_id, table_name, legacy_key, content, record_id)
          select ${originId}::integer, 'watchlists', 'all', '', id from made)
        select id from known union all select id from made`,
  );
  return rows[0]!.id;
}

/** Texts of messages by their ids. */
export async function findTexts(tx: Tx, organizationId: number, ids: number[]): Promise<Map<number, string>> {
  const { rows } = await tx.execute<{ id: number; text: string }>(
    sql`select id::float8 as id, text from content
        where organization_id = ${organizationId} and id = any (${sql.param([...new Set(ids)])}::bigint[])`,
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** What rules look for, and how much each counts, by their ids. */
export async function findTerms(tx: Tx, organizationId: number, ids: number[]) {
  const { rows } = await tx.execute<{ id: number; term: string; aliases: string[]; weight: number }>(
    sql`select id, term, aliases, weight from keywords
        where organization_id = ${organizationId} and id = any (${sql.param(ids)}::integer[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface IdentifierJudgement {
  id: number;
  verified_by: number | null;
  verified_at: string | null;
  verification_note: string;
  first_seen: string | null;
  last_seen: string | null;
}

/** Adds what was known elsewhere of identifiers. Whom somebody here verified stays as it is. */
export async function judgeIdentifiers(tx: Tx, organizationId: number, rows: readonly IdentifierJudgement[]) {
  if (rows.length === 0) return;
  await tx.execute(
    sql`with given as (
          select id, max(verified_by) filter (where verified_by is not null) as verified_by, max(verified_at) as verified_at,
                 max(verification_note) as note, min(first_seen) as first_seen, max(last_seen) as last_seen
            from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id integer, verified_by integer, verified_at timestamptz,
              verification_note text, first_seen timestamptz, last_seen timestamptz) group by id)
        update identifiers i set
          verified_by = case when i.verified_by is null then g.verified_by else i.verified_by end,
          verified_at = case when i.verified_by is null then g.verified_at else i.verified_at end,
          verification_note = case when i.verified_by is null then g.note else i.verification_note end,
          first_seen = least(i.first_seen, g.first_seen), last_seen = greatest(i.last_seen, g.last_seen)
        from given g where i.organization_id = ${organizationId} and i.id = g.id
          and (g.verified_by is not null or g.first_seen is not null or g.last_seen is not null)`,
  );
}

/** Which numbers of cases an agency has, of these. */
export async function listTakenNumbers(tx: Tx, organizationId: number, numbers: string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ number: string }>(
    sql`select number from cases where organization_id = ${organizationId} and number = any (${sql.param(numbers)}::text[])`,
  );
  return new Set(rows.map(({ number }) => number));
}

/** Who opened cases, or made searches, by their ids. */
export async function findOpeners(tx: Tx, table: "cases" | "osint_results", organizationId: number, ids: number[]) {
  const { rows } = await tx.execute<{ id: number; created_by: number }>(
    sql`select id, created_by from ${sql.raw(table)}
        where organization_id = ${organizationId} and id = any (${sql.param(ids)}::integer[])`,
  );
  return new Map(rows.map(({ id, created_by }) => [id, created_by]));
}

/** An active analyst or superuser of an organization, by its user name in any case. */
export async function findResponsible(tx: Tx, organizationId: number, username: string): Promise<number | undefined> {
  const { rows } = await tx.execute<{ id: number }>(
    sql`select id from users where organization_id = ${organizationId} and lower(username) = lower(${username})
          and is_active and role in ('analyst', 'superuser')`,
  );
  return rows[0]?.id;
}

/** The organization that a system moved into. */
export async function findMovedInto(tx: Tx, originId: number) {
  const { rows } = await tx.execute<{ id: number; name: string | null }>(
    sql`select r.record_id::float8 as id, o.name from legacy_records r left join organizations o on o.id = r.record_id
        where r.origin_id = ${originId} and r.table_name = 'organizations'`,
  );
  return rows[0];
}

/** The import of the same file of a system into a workspace, and whether it was finished. */
export async function findMoveOf(tx: Tx, organizationId: number, sha256: string, format: string) {
  const { rows } = await tx.execute<{ id: number; is_done: boolean }>(
    sql`select id, status = 'done' as is_done from imports
        where organization_id = ${organizationId} and sha256 = ${sha256} and format = ${format} order by id limit 1`,
  );
  return rows[0];
}

/** Says what came of a file's rows. `duplicates` are those that an earlier file of the system had brought. */
export async function endMove(
  tx: Tx,
  id: number,
  { records, duplicates, quarantined }: { records: number; duplicates: number; quarantined: number },
) {
  await tx.execute(
    sql`update imports set status = 'done', ended_at = now(), records = ${records}, position = ${records}, duplicates = ${duplicates},
          quarantined = ${quarantined}, taken = ${records - duplicates - quarantined} where id = ${id}`,
  );
}

/** What a row of a system became, in each system that moved in and had it. */
export async function findMoved(tx: Tx, table: string, key: string) {
  const { rows } = await tx.execute<{ file: string; organization_id: number; id: number }>(
    sql`select o.file, i.record_id::float8 as organization_id, r.record_id::float8 as id
        from legacy_records r join legacy_origins o on o.id = r.origin_id
        join legacy_records i on i.origin_id = r.origin_id and i.table_name = 'organizations'
        where r.table_name = ${table} and r.legacy_key = ${key} order by o.id`,
  );
  return rows;
}
