import type { Statement, Tx } from "@/db/client";
import { isoTime } from "@/db/queries/kernel/iso-time";
import { sealedHash } from "./canonical";
import { rareAction, rareTable, type TrailPosition } from "./trail-filter";

export interface TrailEntry {
  id: number;
  /** ISO 8601, with microseconds. */
  timestamp: string;
  userId: number | null;
  /** The user name at the time, or what acted without a person. */
  actor: string;
  /** First and last name now; null for what is no person. */
  name: string | null;
  organizationId: number | null;
  organization: string | null;
  action: string;
  useCase: string | null;
  tableName: string | null;
  recordId: number | null;
  oldValues: Record<string, unknown> | null;
  newValues: Record<string, unknown> | null;
  ipAddress: string | null;
  userAgent: string | null;
  requestId: string | null;
  reason: string | null;
}

const columns = `a.id, ${isoTime("a.timestamp")} as timestamp,
  a.user_id as "userId", a.actor,
  (select nullif(trim(u.first_name || ' ' || u.last_name), '') from users u where u.id = a.user_id) as name,
  a.organization_id as "organizationId",
  (select o.name from organizations o where o.id = a.organization_id) as organization, a.action, a.use_case as "useCase",
  a.table_name as "tableName", a.record_id as "recordId", a.old_values as "oldValues", a.new_values as "newValues",
  a.ip_address as "ipAddress", a.user_agent as "userAgent", a.request_id as "requestId", a.reason`;

const entryStatement: Statement = {
  name: "audit_entry",
  text: `select ${columns}, ${sealedHash} as hash from audit_log a where a.timestamp = $1 and a.id = $2`,
};

/** One entry of the trail with the hash that stands under its seal; within reach only. */
export async function findEntry(
  tx: Tx,
  { timestamp, id }: TrailPosition,
): Promise<(TrailEntry & { hash: string | null }) | undefined> {
  return (await tx.send<TrailEntry & { hash: string | null }>(entryStatement, [timestamp, id]))[0];
}

const historyStatement: Statement = {
  name: "audit_history",
  text: `select ${columns} from audit_log a
    where a.record_id = $1 and a.table_name = $2 and a.timestamp <= $3 and (a.timestamp, a.id) < ($3, $4)
    order by a.timestamp desc, a.id desc limit $5`,
};

/** What happened to one record, newest first; entries out of reach are left out by row-level security. */
export function findHistory(
  tx: Tx,
  record: { table: string; id: number; before: TrailPosition; limit: number },
): Promise<TrailEntry[]> {
  const { before } = record;
  return tx.send(historyStatement, [record.id, record.table, before.timestamp, before.id, record.limit]);
}

const steps = (column: string, rare: string) => `array(
  with recursive step as (
    (select ${column} as value from audit_log where ${rare} order by ${column} limit 1)
    union all
    select (select ${column} from audit_log where ${rare} and ${column} > step.value order by ${column} limit 1)
      from step where step.value is not null)
  select value from step where value is not null)`;

const facetsStatement: Statement = {
  name: "audit_facets",
  text: `select ${steps("table_name", rareTable)} as tables, ${steps("action", rareAction)} as actions`,
};

/** The tables and actions that occur in the trail but for those it is full of, each found by one step of an index. */
export async function findFacets(tx: Tx): Promise<{ tables: string[]; actions: string[] }> {
  return (await tx.send<{ tables: string[]; actions: string[] }>(facetsStatement, []))[0]!;
}
