import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { monthName } from "./months";

/** A file that stands in the archive, as it is found there. */
export interface KeptArchive {
  file: string;
  bytes: number;
  sha256: string;
}

export const archivePath = (file: string): string => path.join(config().archiveDir, file);

/**
 * Writes lines of a trail, compressed, and makes them durable before they get their name. The name says the content: what is
 * written twice is the same file, and another content never takes its place.
 */
export async function writeArchiveFile(
  month: string,
  pieces: AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<KeptArchive> {
  const directory = config().archiveDir;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const partial = path.join(directory, `.audit-${monthName(month)}-${process.pid}-${Date.now()}.part`);
  const handle = await open(partial, "wx", 0o600);
  try {
    const hash = createHash("sha256");
    let bytes = 0;
    const keep = async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        await handle.appendFile(chunk);
      }
    };
    await pipeline(Readable.from(pieces), createGzip(), keep, { signal });
    await handle.sync();
    await handle.close();
    const sha256 = hash.digest("hex");
    const file = `audit-${monthName(month)}-${sha256.slice(0, 16)}.jsonl.gz`;
    await rename(partial, path.join(directory, file));
    await syncDirectory(directory);
    return { file, bytes, sha256 };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/** Takes a file out of the archive, for good. */
export async function removeArchiveFile(file: string): Promise<void> {
  await rm(archivePath(file), { force: true });
  await syncDirectory(config().archiveDir);
}

/** What is wrong with a file of the archive, in words; undefined where it is what was written. */
export async function faultOf({ file, bytes, sha256 }: KeptArchive): Promise<string | undefined> {
  const place = archivePath(file);
  const hash = createHash("sha256");
  try {
    if ((await stat(place)).size !== bytes) return "was changed: it does not have the size it was written with";
    for await (const chunk of createReadStream(place, { highWaterMark: 1_048_576 })) hash.update(chunk as Buffer);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? "is missing" : `cannot be read: ${message}`;
  }
  return hash.digest("hex") === sha256 ? undefined : "was changed: it does not have the SHA-256 it was written with";
}

/** What is to be said of a month's file. */
export const saysOfArchive = ({ month, file }: { month: string; file: string }, what: string): string =>
  `The archive of ${monthName(month)} (${file}) ${what}.`;

/** @throws Fault conflict when the file of a month is not what was written */
export async function requireWhole(archive: KeptArchive & { month: string }): Promise<void> {
  const fault = await faultOf(archive);
  if (fault) throw new Fault("conflict", saysOfArchive(archive, fault));
}

async function syncDirectory(directory: string) {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
