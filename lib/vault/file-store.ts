import { randomUUID } from "node:crypto";
import * as promises from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import type { BlobKey, BlobStore, StagedBlob, StoredBlob } from "./blob-store";

/** What the store needs of `node:fs/promises`. */
export type FileSystem = Pick<typeof promises, "mkdir" | "open" | "rename" | "rm" | "readdir" | "stat" | "access">;

/** Uploads under way; not a number, so no organization's folder. */
const STAGING = "staging";

/** Evidence in a directory: `<organization>/<first two of the hash>/<hash>`, files 0600, folders 0700. */
export function openFileStore(directory: string, fs: FileSystem = promises): BlobStore {
  const staging = path.join(directory, STAGING);
  const placeOf = (key: BlobKey) => path.join(directory, ...partsOf(key));

  return {
    async stage() {
      await fs.mkdir(staging, { recursive: true, mode: 0o700 });
      const file = path.join(staging, `${randomUUID()}.part`);
      return stagedBlob(fs, file, await fs.open(file, "wx+", 0o600), placeOf);
    },

    async open(key) {
      try {
        return await storedBlob(await fs.open(placeOf(key), "r"));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async has(key) {
      return fs.access(placeOf(key)).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      );
    },

    async remove(key, keptBefore) {
      const place = placeOf(key);
      try {
        if (keptBefore && (await fs.stat(place)).mtime >= keptBefore) return false;
        await fs.rm(place);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },

    async *list(organizationId) {
      const folders = organizationId === undefined ? /^[1-9]\d*$/ : new RegExp(`^${organizationId}$`);
      for (const organization of await namesIn(fs, directory, folders)) {
        for (const prefix of await namesIn(fs, path.join(directory, organization), /^[0-9a-f]{2}$/)) {
          const names = await namesIn(fs, path.join(directory, organization, prefix), /^[0-9a-f]{64}$/);
          yield names.map((sha256) => ({ organizationId: Number(organization), sha256 }));
        }
      }
    },

    async sweepStaged(writtenBefore) {
      let swept = 0;
      for (const name of await namesIn(fs, staging, /\.part$/)) {
        const file = path.join(staging, name);
        const written = await fs.stat(file).catch(() => undefined);
        if (!written || written.mtime >= writtenBefore) continue;
        await fs.rm(file, { force: true });
        swept += 1;
      }
      return swept;
    },
  };
}

/** The only names that ever become a path; everything else is a mistake of ours and stops here. */
function partsOf({ organizationId, sha256 }: BlobKey): string[] {
  if (!Number.isSafeInteger(organizationId) || organizationId < 1 || !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new Error("not a place for evidence");
  }
  return [String(organizationId), sha256.slice(0, 2), sha256];
}

function stagedBlob(fs: FileSystem, file: string, handle: FileHandle, placeOf: (key: BlobKey) => string): StagedBlob {
  let end = 0;
  let state: "open" | "kept" | "gone" = "open";
  return {
    async write(bytes, position = end) {
      for (let done = 0; done < bytes.length;) {
        done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
      }
      end = Math.max(end, position + bytes.length);
    },
    readAt: (position, length) => readAt(handle, position, length),

    // The order is the promise: bytes, then name, then the folder that holds the name; only then may a row say it exists.
    async keep(key) {
      const place = placeOf(key);
      const folder = path.dirname(place);
      await handle.sync();
      await handle.close();
      const created = await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      await fs.rename(file, place);
      state = "kept";
      await syncFolders(fs, folder, created ? path.dirname(created) : folder);
    },

    async discard() {
      if (state !== "open") return;
      state = "gone";
      await handle.close().catch(() => undefined);
      await fs.rm(file, { force: true });
    },
  };
}

/** Makes the names in a folder durable, and those of its ancestors up to the one that stood before. */
async function syncFolders(fs: FileSystem, folder: string, last: string) {
  for (let at = folder; ; at = path.dirname(at)) {
    const handle = await fs.open(at, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (at === last) return;
  }
}

async function storedBlob(handle: FileHandle): Promise<StoredBlob> {
  try {
    const { size } = await handle.stat();
    return { size, readAt: (position, length) => readAt(handle, position, length), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function namesIn(fs: FileSystem, folder: string, shape: RegExp): Promise<string[]> {
  try {
    return (await fs.readdir(folder)).filter((name) => shape.test(name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

const isMissing = (error: unknown) => {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ENOENT" || code === "ENOTDIR";
};
