import { sha256 } from "./digest";

/** A row of the trail as its hash sees it: texts as PostgreSQL wrote them, so that nobody has to agree on how to write them. */
export interface TrailRowText {
  id: number;
  /** The row without its values: a JSON object. */
  entry: string;
  /** `{"old":…,"new":…}`; null once they were erased by law. */
  values: string | null;
  /** 32 hexadecimal digits that make the digest of the values unguessable; null for rows of before it was kept. */
  salt: string | null;
  /** Stands for erased values, in hexadecimal. */
  valuesDigest: string | null;
}

/** Bytes of a row in a checkpoint: id, time in microseconds since 1970, hash. */
export const RECORD = 48;

/** What stands for the values of a row, and still does when they are erased. */
export const valuesDigest = (values: string, salt: string | null): Buffer =>
  salt === null ? sha256(values) : sha256(Buffer.from(salt, "hex"), values);

/** The hash of a row: of the digest of its values, and of everything else about it. */
export function rowHash(row: Omit<TrailRowText, "id">): Buffer {
  const digest = row.values === null ? Buffer.from(row.valuesDigest ?? "", "hex") : valuesDigest(row.values, row.salt);
  return sha256(digest, row.entry);
}

export interface RowRecord {
  id: number;
  /** Microseconds since 1970. */
  micros: bigint;
  hash: Buffer;
}

export function writeRecord(record: RowRecord, into: Buffer, at: number): void {
  into.writeBigUInt64BE(BigInt(record.id), at);
  into.writeBigInt64BE(record.micros, at + 8);
  record.hash.copy(into, at + 16);
}

export const readRecord = (from: Buffer, at: number): RowRecord => ({
  id: Number(from.readBigUInt64BE(at)),
  micros: from.readBigInt64BE(at + 8),
  hash: from.subarray(at + 16, at + RECORD),
});

/** ISO 8601 with microseconds, as the trail prints times. */
export function timeOf(micros: bigint | number): string {
  const value = BigInt(micros);
  const fraction = ((value % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const second = new Date(Number((value - fraction) / 1000n)).toISOString().slice(0, 19);
  return `${second}.${String(fraction).padStart(6, "0")}Z`;
}
