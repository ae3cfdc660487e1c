import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type Config, config } from "@/lib/kernel/config";

const NONCE = 12;
const TAG = 16;

/** Bytes of what `wrap` returns for a 32-byte key. */
export const WRAPPED_KEY = NONCE + 32 + TAG;

/** A row of data_keys, as far as it takes to open it. */
export interface WrappedDataKey {
  id: number;
  organizationId: number;
  ringKeyId: string;
  wrappedKey: Buffer;
}

/** Wraps 32 bytes of key under another, bound to a context: nonce, ciphertext, tag. */
export function wrap(key: Buffer, under: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", under, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when the key or the context is another, or a bit was changed */
export function unwrap(wrapped: Buffer, under: Buffer, context: string): Buffer {
  if (wrapped.length !== WRAPPED_KEY) throw new Error("a wrapped key has the wrong length");
  const decipher = createDecipheriv("aes-256-gcm", under, wrapped.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(context))
    .setAuthTag(wrapped.subarray(-TAG));
  return Buffer.concat([decipher.update(wrapped.subarray(NONCE, -TAG)), decipher.final()]);
}

/** A wrapped key of one tenant opens in no row of another. */
const contextOf = (organizationId: number) => `securesphere|data_keys|${organizationId}`;

/** A new data key for a tenant, wrapped by the current key of the ring. */
export function makeDataKey(organizationId: number): { ringKeyId: string; wrappedKey: Buffer } {
  const [current] = config().encryptionKeys;
  if (!current) throw new Error("the key ring is empty");
  return { ringKeyId: current.id, wrappedKey: wrap(randomBytes(32), current.key, contextOf(organizationId)) };
}

/** The same key, wrapped by the current key of the ring, and opened again to see that it is. */
export function rewrapDataKey(row: WrappedDataKey): { ringKeyId: string; wrappedKey: Buffer } {
  const [current] = config().encryptionKeys;
  if (!current) throw new Error("the key ring is empty");
  const key = openDataKey(row);
  const wrappedKey = wrap(key, current.key, contextOf(row.organizationId));
  if (!unwrap(wrappedKey, current.key, contextOf(row.organizationId)).equals(key))
    throw new Error(`data key ${row.id} does not open as it was wrapped`);
  return { ringKeyId: current.id, wrappedKey };
}

/** @throws Error that names the missing or wrong key of the ring, never its value */
export function openDataKey(row: WrappedDataKey, keys: Config["encryptionKeys"] = config().encryptionKeys): Buffer {
  const ring = keys.find((key) => key.id === row.ringKeyId);
  if (!ring) throw new Error(`data key ${row.id} needs the key "${row.ringKeyId}" of SECURESPHERE_ENCRYPTION_KEYS`);
  try {
    return unwrap(row.wrappedKey, ring.key, contextOf(row.organizationId));
  } catch {
    throw new Error(`data key ${row.id} does not open with the key "${row.ringKeyId}" of SECURESPHERE_ENCRYPTION_KEYS`);
  }
}
