import { Fault } from "@/lib/kernel/fault";

const MAGIC = "SQLite format 3\0";
const HEADER_BYTES = 100;

/**
 * Finds out from an SQLite file's first hundred bytes whether it is one, and all of it.
 * @throws Fault invalid, saying what it is instead
 */
export function checkHeader(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Fault("invalid", "The file is empty.");
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.toString("latin1", 0, MAGIC.length) !== MAGIC) throw new Fault("invalid", otherKind(view));
  if (bytes.length < HEADER_BYTES) throw cutOff(bytes.length, HEADER_BYTES);
  const pageSize = view.readUInt16BE(16) === 1 ? 65_536 : view.readUInt16BE(16);
  const pages = view.readUInt32BE(28);
  // The number of pages holds only where the writer that left it knew of it.
  const isCurrent = view.readUInt32BE(24) === view.readUInt32BE(92);
  if (isCurrent && pages * pageSize > bytes.length) throw cutOff(bytes.length, pages * pageSize);
}

const cutOff = (has: number, should: number) =>
  new Fault(
    "invalid",
    `The file is cut off: it has ${has.toLocaleString("en")} bytes of ${should.toLocaleString("en")}. Copy it again.`,
  );

function otherKind(view: Buffer): string {
  if (view.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) || view.toString("latin1", 0, 2) === "PK")
    return "The file is packed. Unpack it first.";
  if (/^(PRAGMA|BEGIN|CREATE|--)/.test(view.toString("latin1", 0, 16)))
    return "The file is a dump in SQL. Make a database of it first: `sqlite3 new.db < dump.sql`.";
  return "The file is not an SQLite database, or it is encrypted. Decrypt it first.";
}

/** The same bytes, marked as of a database without a write-ahead log, which a copy in memory cannot have. */
export function withoutLog(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[18] = 1;
  copy[19] = 1;
  return copy;
}
