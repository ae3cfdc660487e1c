import type { Statement, Tx } from "@/db/client";
import { micros, rowHash } from "./canonical";

/** Any number that only the sealer locks, among all that use the same database. */
const SEALER_LOCK = 7_305_221_905;
const WITNESS_LOCK = 7_305_221_906;

/** A range of ids, both ends in it. */
export type IdRange = [number, number];

export interface CheckpointRow {
  n: number;
  previous: string;
  entries: number;
  total: number;
  first_id: number;
  last_id: number;
  first_time: number;
  last_time: number;
  root: string;
  sealed_at: string;
  pending: IdRange[];
  public_key: string;
  signature: string;
  endorsement: string | null;
}

/** A checkpoint `c` without its records. */
export const checkpointColumns = `c.n, c.previous, c.entries, c.total, c.first_id, c.last_id, c.first_time, c.last_time, c.root,
  to_char(c.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as sealed_at, c.pending, c.public_key, c.signature, c.endorsement`;

// Planning over a partition a month takes longer than finding the rows of a second: for this transaction statements are
// planned once, to walk the index of ids.
const lockStatement: Statement = {
  name: "seal_lock",
  text: `select pg_try_advisory_xact_lock($1) as taken, set_config('plan_cache_mode', 'force_generic_plan', true),
    set_config('enable_sort', 'off', true), set_config('jit', 'off', true)`,
};

/** Whether this transaction may seal: one at a time does, over all replicas. */
export async function lockSealer(tx: Tx): Promise<boolean> {
  return (await tx.send<{ taken: boolean }>(lockStatement, [SEALER_LOCK]))[0]!.taken;
}

const witnessLock: Statement = { name: "witness_lock", text: "select pg_advisory_xact_lock($1)" };

/** Waits until no other replica writes to a witness. */
export const lockWitness = (tx: Tx) => tx.send(witnessLock, [WITNESS_LOCK]);

const lastStatement: Statement = {
  name: "last_checkpoint",
  text: `select ${checkpointColumns}, c.top_id, pg_snapshot_xmin(pg_current_snapshot())::text::bigint as horizon,
      pg_snapshot_xmax(pg_current_snapshot())::text::bigint as next_transaction
    from (select 1) one left join (select * from audit_checkpoints order by n desc limit 1) c on true`,
};

export interface SealState {
  last: CheckpointRow | undefined;
  /** The highest id taken. */
  topId: number;
  /** Every transaction below it is over; none at or above the second has begun. */
  horizon: number;
  nextTransaction: number;
}

/** Where sealing stands. Asked for in a statement of its own once the lock is held, so that it sees the latest. */
export async function findSealState(tx: Tx): Promise<SealState> {
  interface Row extends Omit<CheckpointRow, "n"> {
    n: number | null;
    top_id: number | null;
    horizon: number;
    next_transaction: number;
  }
  const [row] = await tx.send<Row>(lastStatement, []);
  const { top_id, horizon, next_transaction, n, ...last } = row!;
  return {
    last: n === null ? undefined : { n, ...last },
    topId: top_id ?? 0,
    horizon,
    nextTransaction: next_transaction,
  };
}

export interface UnsealedRow {
  id: number;
  micros: string;
  hash: Buffer;
}

const sealColumns = `a.id, ${micros}::text as micros, ${rowHash} as hash`;

const newRows: Statement = {
  name: "unsealed_rows",
  text: `select ${sealColumns} from audit_log a where a.id > $1 order by a.id limit $2`,
};

const lateRows: Statement = {
  name: "unsealed_late_rows",
  text: `select ${sealColumns} from unnest($1::bigint[], $2::bigint[]) r (low, high) join audit_log a on a.id between r.low and r.high
    order by a.id limit $3`,
};

/** The hashes of rows that were never taken: those beyond the last, and those of transactions that were not over then. */
export async function findUnsealed(
  tx: Tx,
  topId: number,
  pending: readonly IdRange[],
  limit: number,
): Promise<UnsealedRow[]> {
  const late =
    pending.length === 0
      ? []
      : await tx.send<UnsealedRow>(lateRows, [pending.map(([low]) => low), pending.map(([, high]) => high), limit]);
  if (late.length >= limit) return late;
  return [...late, ...(await tx.send<UnsealedRow>(newRows, [topId, limit - late.length]))];
}

const insertStatement: Statement = {
  name: "insert_checkpoint",
  text: `insert into audit_checkpoints (n, previous, entries, total, first_id, last_id, first_time, last_time, root, sealed_at,
      public_key, signature, endorsement, records, top_id, pending)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
};

export async function insertCheckpoint(tx: Tx, c: CheckpointRow, records: Buffer, topId: number): Promise<void> {
  const body = [c.n, c.previous, c.entries, c.total, c.first_id, c.last_id, c.first_time, c.last_time, c.root];
  const seal = [c.sealed_at, c.public_key, c.signature, c.endorsement];
  await tx.send(insertStatement, [...body, ...seal, records, topId, JSON.stringify(c.pending)]);
}

const afterStatement: Statement = {
  name: "checkpoints_after",
  text: `select ${checkpointColumns} from audit_checkpoints c where c.n > $1 order by c.n limit $2`,
};

/** Checkpoints behind this one, without their records. */
export const findCheckpointsAfter = (tx: Tx, n: number, limit: number) =>
  tx.send<CheckpointRow>(afterStatement, [n, limit]);

const lagStatement: Statement = {
  name: "seal_lag",
  text: `select u.count, case when u.count > 0 then (extract(epoch from least(now() - u.oldest, now() - c.sealed_at)) * 1000)::bigint end as lag_ms,
      1000 * coalesce((select sealing_seconds from alarm_settings), 60) as most_ms
    from (select coalesce(max(top_id), 0) as top_id, max(sealed_at) as sealed_at
      from (select top_id, sealed_at from audit_checkpoints order by n desc limit 1) l) c,
    lateral (select count(*)::int as count, min(timestamp) as oldest
      from (select timestamp from audit_log where id > c.top_id order by id limit 1000) first) u`,
};

/** How many rows wait to be sealed (1000 stands for more), for how many milliseconds the oldest has, and may at most. */
export async function findLag(tx: Tx): Promise<{ count: number; lag_ms: number | null; most_ms: number }> {
  return (await tx.send<{ count: number; lag_ms: number | null; most_ms: number }>(lagStatement, []))[0]!;
}
