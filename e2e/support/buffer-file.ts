import type { ImportFile } from "@/lib/intelligence/import/record";

/** A file that is in memory. */
export const bufferFile = (bytes: Buffer, part = 64 * 1024): ImportFile => ({
  size: bytes.length,
  async *stream() {
    for (let at = 0; at < bytes.length; at += part) yield bytes.subarray(at, at + part);
  },
  read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
});
