import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { sha256 } from "./digest";

/** What a checkpoint says. All of it is signed. */
export interface Checkpoint {
  n: number;
  /** The SHA-256 of the text of the checkpoint before, in hexadecimal; zeros for the first. */
  previous: string;
  /** How many rows it took, and how many all up to it did. */
  entries: number;
  total: number;
  /** The least and the greatest id and time (microseconds since 1970) of its rows. */
  first_id: number;
  last_id: number;
  first_time: number;
  last_time: number;
  /** Of the Merkle tree of its records, in hexadecimal. */
  root: string;
  /** ISO 8601, with milliseconds. */
  sealed_at: string;
  /** Ranges of ids below the highest taken so far that may still appear: their transactions were not over. */
  pending: [number, number][];
  /** Whose signature it carries: 32 bytes of Ed25519, in base64url. */
  public_key: string;
}

export interface SignedCheckpoint extends Checkpoint {
  /** Ed25519, base64url. */
  signature: string;
  /** By the key before, where the key changed: it hands over. */
  endorsement: string | null;
}

export const NO_PREVIOUS = "0".repeat(64);

const fields = [
  ...["n", "previous", "entries", "total", "first_id", "last_id", "first_time", "last_time", "root", "sealed_at"],
  ...["pending", "public_key"],
] as (keyof Checkpoint)[];

/** What is signed: the fields as JSON, in this order, without spaces. */
export const checkpointText = (checkpoint: Checkpoint): string => JSON.stringify(checkpoint, fields);

export const checkpointHash = (checkpoint: Checkpoint): string => sha256(checkpointText(checkpoint)).toString("hex");

// What stands around the 32 bytes of a key in its standard encodings (RFC 8410).
const PRIVATE = Buffer.from("302e020100300506032b657004220420", "hex");
const PUBLIC = Buffer.from("302a300506032b6570032100", "hex");

export interface SigningKey {
  privateKey: KeyObject;
  /** 32 bytes, base64url. */
  publicKey: string;
}

/** The key pair that 32 secret bytes stand for. */
export function signingKey(seed: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: "der", type: "pkcs8" });
  const der = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { privateKey, publicKey: der.subarray(PUBLIC.length).toString("base64url") };
}

/** How people compare public keys: the SHA-256 of the 32 bytes, in hexadecimal. */
export const fingerprint = (publicKey: string): string => sha256(Buffer.from(publicKey, "base64url")).toString("hex");

export const signText = (key: SigningKey, text: string): string =>
  sign(null, Buffer.from(text), key.privateKey).toString("base64url");

/** Never throws: what is no key and no signature is a wrong one. */
export function isSigned(text: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([PUBLIC, Buffer.from(publicKey, "base64url")]),
      format: "der",
      type: "spki",
    });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}
