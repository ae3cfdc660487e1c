import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type BackupTarget, fileOf, nameOf } from "./target";

const PART = ".part";

/** Backups in a directory: files 0600, the folder 0700. */
export function directoryTarget(directory: string): BackupTarget {
  const placeOf = (name: string) => path.join(directory, fileOf(name));
  return {
    description: directory,

    // The order is the promise: bytes, then name, then the folder that holds the name.
    async put(name, content, signal) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const draft = placeOf(name) + PART;
      try {
        await pipeline(content, createWriteStream(draft, { flags: "wx", mode: 0o600, flush: true }), { signal });
        await rename(draft, placeOf(name));
        await syncFolder(directory);
        return (await stat(placeOf(name))).size;
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },

    async open(name) {
      const about = await stat(placeOf(name)).catch(ifMissing);
      return about && { size: about.size, content: createReadStream(placeOf(name), { highWaterMark: 1024 * 1024 }) };
    },

    async list() {
      const files = (await readdir(directory).catch(ifMissing)) ?? [];
      const found = await Promise.all(
        files.map(async (file) => {
          const name = nameOf(file);
          const about = name && (await stat(path.join(directory, file)).catch(ifMissing));
          return name && about ? [{ name, size: about.size, storedAt: about.mtime }] : [];
        }),
      );
      return found.flat();
    },

    async remove(name) {
      await rm(placeOf(name), { force: true });
      await rm(placeOf(name) + PART, { force: true });
    },
  };
}

async function syncFolder(folder: string) {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function ifMissing(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw error;
}
