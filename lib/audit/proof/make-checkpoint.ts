import { type Checkpoint, checkpointHash, checkpointText, NO_PREVIOUS, type SignedCheckpoint } from "./checkpoint";
import { type SigningKey, signText } from "./checkpoint";
import { merkleRoot } from "./merkle";
import { RECORD, type RowRecord, writeRecord } from "./row";

/**
 * Seals these rows, at least one, behind the last checkpoint. `keys` are the current one and those before it: where the
 * last checkpoint was signed by one of those, it hands over to the current one.
 */
export function makeCheckpoint(
  last: Checkpoint | undefined,
  rows: readonly RowRecord[],
  keys: readonly SigningKey[],
  now: Date,
  pending: Checkpoint["pending"] = [],
): { checkpoint: SignedCheckpoint; records: Buffer } {
  const [key] = keys;
  if (!key || rows.length === 0) throw new Error("a checkpoint needs a key and rows");
  const records = Buffer.alloc(rows.length * RECORD);
  rows.forEach((row, index) => writeRecord(row, records, index * RECORD));
  const ids = rows.map(({ id }) => id);
  const times = rows.map(({ micros }) => Number(micros));
  const checkpoint: Checkpoint = {
    n: (last?.n ?? 0) + 1,
    previous: last ? checkpointHash(last) : NO_PREVIOUS,
    entries: rows.length,
    total: (last?.total ?? 0) + rows.length,
    first_id: Math.min(...ids),
    last_id: Math.max(...ids),
    first_time: Math.min(...times),
    last_time: Math.max(...times),
    root: merkleRoot(records, RECORD).toString("hex"),
    sealed_at: now.toISOString(),
    pending,
    public_key: key.publicKey,
  };
  const text = checkpointText(checkpoint);
  const before =
    last && last.public_key !== key.publicKey ? keys.find(({ publicKey }) => publicKey === last.public_key) : undefined;
  return {
    checkpoint: { ...checkpoint, signature: signText(key, text), endorsement: before ? signText(before, text) : null },
    records,
  };
}
