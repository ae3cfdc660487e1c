import type { Statement, Tx } from "@/db/client";

export interface Incident {
  id: number;
  kind: string;
  subject: string;
  detail: string;
  opened_at: Date;
  closed_at: Date | null;
}

const openStatement: Statement = {
  name: "open_incident",
  text: `insert into incidents (kind, subject, detail) values ($1, $2, $3) on conflict (kind) where closed_at is null do nothing returning id`,
};

/** Begins an incident; undefined while one of its kind lasts. */
export async function openIncident(
  tx: Tx,
  incident: Pick<Incident, "kind" | "subject" | "detail">,
): Promise<number | undefined> {
  return (await tx.send<{ id: number }>(openStatement, [incident.kind, incident.subject, incident.detail]))[0]?.id;
}

const closeStatement: Statement = {
  name: "close_incidents",
  text: "update incidents set closed_at = now() where closed_at is null and kind = any ($1::text[])",
};

export async function closeIncidents(tx: Tx, kinds: readonly string[]): Promise<void> {
  await tx.send(closeStatement, [kinds]);
}

const listStatement: Statement = {
  name: "list_incidents",
  text: `select id, kind, subject, detail, opened_at, closed_at from incidents
    where closed_at is null or opened_at > now() - interval '30 days' order by closed_at is not null, id desc limit $1`,
};

/** What is wrong, then what was within a month. */
export const listIncidents = (tx: Tx, most: number) => tx.send<Incident>(listStatement, [most]);

const damagedStatement: Statement = {
  name: "damaged_evidence",
  text: `select count(distinct record_id)::int as files from audit_log
    where action = 'EVIDENCE_DAMAGED' and timestamp > now() - interval '1 day' and timestamp <= now()`,
};

/** How many files were found damaged within a day. */
export const countDamaged = async (tx: Tx) => (await tx.send<{ files: number }>(damagedStatement, []))[0]!.files;

const idleStatement: Statement = {
  name: "idle_since",
  text: `select not exists (select from audit_log where timestamp > now() - make_interval(hours => $1) and timestamp <= now() and user_id is not null)
      and exists (select from users where created_at < now() - make_interval(hours => $1)) as idle, pg_database_size(current_database()) as bytes`,
};

/** Whether no person did anything for so many hours, in a service that has people for longer; and its size. */
export const findStanding = async (tx: Tx, hours: number) =>
  (await tx.send<{ idle: boolean; bytes: number }>(idleStatement, [hours]))[0]!;
