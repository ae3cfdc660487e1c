import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { Fault } from "@/lib/kernel/fault";
import type { ImportFile } from "./import/record";

const PART = 256 * 1024;

/**
 * Reads a file of this machine for the time of some work.
 * @throws Fault not_found, or invalid for what is no file
 */
export async function withDiskFile<T>(path: string, work: (file: ImportFile) => Promise<T>): Promise<T> {
  const handle = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? new Fault("not_found", `There is no file ${path}.`) : error;
  });
  try {
    const about = await handle.stat();
    if (!about.isFile()) throw new Fault("invalid", `${path} is no file.`);
    const read = async (position: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    };
    return await work({
      size: about.size,
      read,
      async *stream() {
        for (let at = 0; ;) {
          const part = await read(at, PART);
          if (part.length === 0) return;
          yield part;
          at += part.length;
        }
      },
    });
  } finally {
    await handle.close();
  }
}

/** Of a whole file, in hexadecimal. */
export async function sha256Of(file: ImportFile): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of file.stream()) hash.update(part);
  return hash.digest("hex");
}
