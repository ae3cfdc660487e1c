import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { countRows } from "@/db/backup/owner-connection";
import { openSnapshot, type Snapshot } from "@/db/backup/snapshot";
import { fileName, FORMAT, partName, type Tail } from "@/lib/backup/archive/document";
import { fingerprintOf, type RingKey } from "@/lib/backup/archive/keys";
import { ArchiveWriter } from "@/lib/backup/archive/write-archive";
import { hashed } from "@/lib/backup/hashed";
import type { BackupTarget } from "@/lib/backup/target/target";
import type { BlobStore, StoredBlob } from "@/lib/vault/blob-store";

/** Bytes of rows that are compressed at once. */
const PART_BYTES = 4 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;
const EXAMPLES = 100;

export interface Writing {
  name: string;
  key: RingKey;
  databaseUrl: string;
  store: BlobStore;
  target: BackupTarget;
  signal: AbortSignal;
  progress: (share: number, step: string) => void;
}

export interface Written {
  bytes: number;
  sha256: string;
  rows: number;
  evidence: Tail["evidence"];
}

/**
 * Writes the database as it stands at one moment, and every stored file that its rows name, to the target. Whoever calls
 * keeps the files from being removed meanwhile. However much there is, a few megabytes of it are in memory.
 */
export async function writeBackup(writing: Writing): Promise<Written> {
  const { name, target, signal } = writing;
  const writer = new ArchiveWriter(writing.key);
  const stop = () => writer.abort(signal.reason as Error);
  signal.addEventListener("abort", stop, { once: true });
  const hash = createHash("sha256");
  try {
    signal.throwIfAborted();
    const content = Readable.from(hashed(await writer.bytes, hash), { objectMode: false, highWaterMark: READ_BYTES });
    const putting = target.put(name, content, signal).catch((error: Error) => {
      writer.abort(error);
      throw error;
    });
    const filling = fill(writer, writing).catch((error: Error) => {
      writer.abort(error);
      throw error;
    });
    // Both have ended before anything else happens, and the first reason is the one that counts.
    const [put, filled] = await Promise.allSettled([putting, filling]);
    if (filled.status === "rejected") throw filled.reason;
    if (put.status === "rejected") throw put.reason;
    return { bytes: put.value, sha256: hash.digest("hex"), ...filled.value };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

async function fill(writer: ArchiveWriter, writing: Writing): Promise<Pick<Written, "rows" | "evidence">> {
  const folder = await mkdtemp(path.join(tmpdir(), "securesphere-backup-"));
  try {
    const list = path.join(folder, "files");
    const { tables, sequences } = await fillRows(writer, writing, list);
    const evidence = await fillFiles(writer, writing, list);
    await writer.end({ tables, sequences, evidence });
    return { rows: Object.values(tables).reduce((sum, table) => sum + table.rows, 0), evidence };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The database's part. Its moment ends here: the files that its rows name are listed in a file, not held by it. */
async function fillRows(writer: ArchiveWriter, { name, key, databaseUrl, progress, signal }: Writing, list: string) {
  const snapshot = await openSnapshot(databaseUrl);
  try {
    await writer.head({
      format: FORMAT,
      name,
      taken_at: snapshot.takenAt.toISOString(),
      server_version: snapshot.serverVersion,
      migrations: snapshot.migrations,
      audit_months: snapshot.auditMonths,
      tables: snapshot.tables,
      key: { id: key.id, fingerprint: fingerprintOf(key) },
    });
    const tables: Tail["tables"] = {};
    for (const [index, table] of snapshot.tables.entries()) {
      signal.throwIfAborted();
      progress((0.5 * index) / snapshot.tables.length, `Reading ${table.name.replaceAll("_", " ")}`);
      tables[table.name] = await fillTable(writer, snapshot, table);
    }
    await pipeline(snapshot.readFiles(), createWriteStream(list, { mode: 0o600 }));
    return { tables, sequences: await snapshot.sequences() };
  } finally {
    await snapshot.close().catch(() => undefined);
  }
}

async function fillTable(writer: ArchiveWriter, snapshot: Snapshot, table: Snapshot["tables"][number]) {
  const hash = createHash("sha256");
  const stream = snapshot.read(table);
  let held: Buffer[] = [];
  let size = 0;
  let count = 0;
  let part = 0;
  const flush = async () => {
    const rows = Buffer.concat(held);
    held = [];
    size = 0;
    await writer.compressed(partName(table.name, ++part), rows);
  };
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    count += countRows(chunk);
    held.push(chunk);
    size += chunk.length;
    if (size >= PART_BYTES) await flush();
  }
  if (size > 0) await flush();
  return { rows: count, sha256: hash.digest("hex") };
}

async function fillFiles(writer: ArchiveWriter, { store, progress, signal }: Writing, list: string) {
  const evidence: Tail["evidence"] = { files: 0, bytes: 0, missing: 0, examples: [] };
  for await (const line of createInterface({ input: createReadStream(list) })) {
    signal.throwIfAborted();
    const [organization, sha256] = line.split("\t") as [string, string];
    const organizationId = Number(organization);
    const stored = await store.open({ organizationId, sha256 });
    if (!stored) {
      evidence.missing += 1;
      if (evidence.examples.length < EXAMPLES) evidence.examples.push(`${organization}/${sha256}`);
      continue;
    }
    try {
      await writer.entry(fileName(organizationId, sha256), stored.size, piecesOf(stored));
    } finally {
      await stored.close();
    }
    evidence.files += 1;
    evidence.bytes += stored.size;
    progress(1 - 0.5 / (1 + evidence.files / 100), `Reading evidence, ${evidence.files} files so far`);
  }
  return evidence;
}

async function* piecesOf(stored: StoredBlob): AsyncGenerator<Buffer> {
  for (let at = 0; at < stored.size;) {
    const piece = await stored.readAt(at, Math.min(READ_BYTES, stored.size - at));
    if (piece.length === 0) throw new Error("a stored file became shorter while it was read");
    at += piece.length;
    yield piece;
  }
}
