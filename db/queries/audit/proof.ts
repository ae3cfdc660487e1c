import type { Statement, Tx } from "@/db/client";
import { entryText, valuesText } from "./canonical";
import { checkpointColumns, type CheckpointRow } from "./seal";

export interface ProofRow {
  id: number;
  entry: string;
  values: string | null;
  salt: string | null;
  valuesDigest: string | null;
}

/** The range of a proof: times in microseconds since 1970, both ends in it; null for no end. */
export interface ProofRange {
  from: number | null;
  to: number | null;
}

const timeAt = (parameter: string) => `to_timestamp(0) + ${parameter} * interval '1 microsecond'`;

const rowsText = (range: string) => `select a.id, ${entryText} as entry, ${valuesText} as "values",
    translate(a.salt::text, '-', '') as salt, encode(a.values_digest, 'hex') as "valuesDigest"
  from audit_log a where a.id > $1 and a.id <= $2 ${range} order by a.id limit $3`;

const allRows: Statement = { name: "proof_rows", text: rowsText("") };
const rangeRows: Statement = {
  name: "proof_rows_range",
  text: rowsText(
    `and a.timestamp >= coalesce(${timeAt("$4::bigint")}, '-infinity') and a.timestamp <= coalesce(${timeAt("$5::bigint")}, 'infinity')`,
  ),
};

/** The next rows of the trail in the order of their ids, as their hashes see them. */
export function findProofRows(
  tx: Tx,
  { after, through, limit, from, to }: ProofRange & { after: number; through: number; limit: number },
): Promise<ProofRow[]> {
  if (from === null && to === null) return tx.send<ProofRow>(allRows, [after, through, limit]);
  return tx.send<ProofRow>(rangeRows, [after, through, limit, from, to]);
}

const checkpointsStatement: Statement = {
  name: "proof_checkpoints",
  text: `select ${checkpointColumns}, c.records from audit_checkpoints c
    where c.n > $1 and ($3::bigint is null or c.last_time >= $3) and ($4::bigint is null or c.first_time <= $4)
    order by c.n limit $2`,
};

/** The next checkpoints with their records that have rows of the range. */
export const findProofCheckpoints = (
  tx: Tx,
  { after, limit, from, to }: ProofRange & { after: number; limit: number },
) => tx.send<CheckpointRow & { records: Buffer }>(checkpointsStatement, [after, limit, from, to]);

const boundsStatement: Statement = {
  name: "proof_bounds",
  text: `select coalesce(max(n), 0) as n, coalesce(max(top_id), 0) as top_id, coalesce(max(total), 0) as total,
      (select pending from audit_checkpoints order by n desc limit 1) as pending
    from (select n, top_id, total from audit_checkpoints order by n desc limit 1) c`,
};

export interface ProofBounds {
  /** The last checkpoint, the highest id it or any before it took, and how many rows they took. */
  n: number;
  top_id: number;
  total: number;
  /** Ranges of ids whose rows may still come, and be sealed by a later one. */
  pending: [number, number][] | null;
}

/** Where the seal ends. */
export async function findProofBounds(tx: Tx): Promise<ProofBounds> {
  return (await tx.send<ProofBounds>(boundsStatement, []))[0]!;
}

const lateStatement: Statement = {
  name: "proof_late",
  text: `select n, first_id from (
      select n, first_id, lag(last_id) over (order by n) as before from audit_checkpoints) c
    where first_id < before order by n`,
};

/** The checkpoints that took rows which those before them had to leave: few. */
export const findLateCheckpoints = (tx: Tx) => tx.send<{ n: number; first_id: number }>(lateStatement, []);

const handoverStatement: Statement = {
  name: "checkpoint_handovers",
  text: `select ${checkpointColumns}, k.before from (
      select n, public_key, lag(public_key) over (order by n) as before from audit_checkpoints) k
    join audit_checkpoints c on c.n = k.n where k.public_key <> k.before order by c.n`,
};

/** The checkpoints that another key signed than the one before them, with that key: few. */
export async function findHandovers(tx: Tx) {
  const rows = await tx.send<CheckpointRow & { before: string }>(handoverStatement, []);
  return rows.map(({ before, ...checkpoint }) => ({ checkpoint, before }));
}
