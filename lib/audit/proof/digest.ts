import * as crypto from "node:crypto";

/** SHA-256 over the parts, one behind the other. */
export function sha256(...parts: (Uint8Array | string)[]): Buffer {
  // In one call where Node has it (20.12): half the time of making an object for each of millions of hashes.
  if (crypto.hash) return crypto.hash("sha256", whole(parts), "buffer");
  const hash = crypto.createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const whole = (parts: (Uint8Array | string)[]): Uint8Array | string =>
  parts.length === 1
    ? parts[0]!
    : Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
