import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished, pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { beginRestoration, CannotRestore, type Restoration } from "@/db/backup/restoration";
import { type RowsAre, RowsDigest } from "@/db/backup/rows-digest";
import type { Head, Tail } from "@/lib/backup/archive/document";
import type { RingKey } from "@/lib/backup/archive/keys";
import { type Entry, readArchive } from "@/lib/backup/archive/read-archive";
import { Fault } from "@/lib/kernel/fault";
import type { BlobStore } from "@/lib/vault/blob-store";
import { fileChecker } from "./check-files";
import { checkRows } from "./check-rows";
import type { Found } from "./found";

export interface Loading {
  source: AsyncIterable<Uint8Array>;
  ring: readonly RingKey[];
  /** An empty database, as its owner. */
  databaseUrl: string;
  store: BlobStore;
  /** False: for a look. Files are opened, hashed and let go again, and rows that differ are named, not refused. */
  forGood: boolean;
  progress: (share: number, step: string) => void;
  signal: AbortSignal;
}

/**
 * Restores an archive into an empty database and store, and compares what stands there afterwards with what the archive
 * says was read: every row of every table, every file. In one transaction: what fails changes nothing in the database.
 * @throws Fault invalid for an archive that is not whole, conflict for a place that is not empty
 */
export async function loadArchive(loading: Loading): Promise<{ head: Head; found: Found }> {
  const { source, ring, store, forGood, progress, signal } = loading;
  let head: Head | undefined;
  let restoration: Restoration | undefined;
  let files: ReturnType<typeof fileChecker> | undefined;
  let found: Found | undefined;
  const rows = new RowLoader();
  try {
    await readArchive(source, ring, {
      head: async (given) => {
        head = given;
        restoration = await beginRestoration(loading.databaseUrl, {
          migrations: given.migrations,
          auditMonths: given.audit_months,
        });
        requireTables(given, restoration);
        files = fileChecker({ restoration, store, forGood });
      },
      entry: async (entry) => {
        signal.throwIfAborted();
        if (entry.kind === "rows") {
          if (entry.part === 1) progress(0.1, `Restoring ${entry.table.replaceAll("_", " ")}`);
          return rows.load(restoration!, entry);
        }
        await rows.end();
        await files!.check(entry);
        if (files!.files % 20 === 0) progress(0.5, `Checking evidence, ${files!.files} files so far`);
      },
      tail: async (tail: Tail) => {
        await rows.end();
        await restoration!.complete(tail.sequences);
        found = await checkRows({
          restoration: restoration!,
          tail,
          loaded: rows.loaded,
          files: files!,
          progress,
          signal,
        });
        if (forGood && found.problems.length > 0)
          throw new Fault(
            "invalid",
            `What was restored is not what was backed up: ${found.problems.join("; ")}. It was undone.`,
          );
        await restoration!.commit();
      },
    });
    return { head: head!, found: found! };
  } catch (error) {
    if (error instanceof CannotRestore) throw new Fault("conflict", error.message);
    const { code, message } = error as { code?: string; message: string };
    // Data that breaks a rule of the schema, not a database that is away.
    if (/^(22|23|42)/.test(code ?? ""))
      throw new Fault("invalid", `PostgreSQL refuses what the backup holds: ${message}.`);
    throw error;
  } finally {
    await restoration?.close().catch(() => undefined);
  }
}

/** What the schema at that version has must be what the archive brings. */
function requireTables(head: Head, { tables }: Restoration) {
  const shapeOf = ({ name, columns }: { name: string; columns: string[] }) => `${name}(${[...columns].sort().join()})`;
  const ours = new Set(tables.map(shapeOf));
  const strange = head.tables.filter((table) => !ours.has(shapeOf(table)));
  if (strange.length > 0 || head.tables.length !== tables.length)
    throw new CannotRestore(
      `The backup's tables are not those of its version: ${strange.map(({ name }) => name).join(", ") || "some are missing"}.`,
    );
}

/** Rows on their way into the database: one table after the other, part by part. */
class RowLoader {
  private readonly done = new Set<string>();
  /** What was loaded, by table. */
  readonly loaded = new Map<string, RowsAre>();
  private current:
    { table: string; part: number; stream: Writable; ended: Promise<void>; digest: RowsDigest } | undefined;

  async load(restoration: Restoration, entry: Extract<Entry, { kind: "rows" }>) {
    if (entry.table !== this.current?.table) await this.begin(restoration, entry.table);
    const current = this.current!;
    if (entry.part !== ++current.part) throw new Fault("invalid", "The backup is damaged: parts are out of order.");
    await pipeline(entry.content, createGunzip(), async (plain: AsyncIterable<Buffer>) => {
      for await (const chunk of plain) {
        current.digest.add(chunk);
        if (!current.stream.write(chunk)) await Promise.race([once(current.stream, "drain"), current.ended]);
      }
    });
  }

  private async begin(restoration: Restoration, name: string) {
    await this.end();
    const table = restoration.tables.find((each) => each.name === name);
    if (!table || this.done.has(name))
      throw new Fault("invalid", `The backup is damaged: it has no place for ${name}.`);
    this.done.add(name);
    const stream = restoration.load(table);
    const ended = finished(stream);
    ended.catch(() => undefined);
    this.current = { table: name, part: 0, stream, ended, digest: new RowsDigest() };
  }

  async end() {
    if (!this.current) return;
    const { table, stream, ended, digest } = this.current;
    this.current = undefined;
    stream.end();
    await ended;
    this.loaded.set(table, digest.end());
  }
}

/** Reads an archive from end to end, and proves that it is whole, before anything is touched. */
export async function readThrough(source: AsyncIterable<Uint8Array>, ring: readonly RingKey[]): Promise<Head> {
  let head: Head | undefined;
  await readArchive(source, ring, {
    head: (given) => void (head = given),
    entry: async ({ content }) => {
      for await (const chunk of content) void chunk;
    },
    tail: () => undefined,
  });
  return head!;
}
