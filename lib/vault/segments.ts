import { createCipheriv, createDecipheriv } from "node:crypto";

/** Bytes of plaintext in a segment; the last one may be shorter. */
export const SEGMENT = 64 * 1024;
const TAG = 16;
export const SEALED_SEGMENT = SEGMENT + TAG;
/** Bytes of the nonce's random part; a 32-bit counter and the final flag follow. */
export const PREFIX = 7;

/** The key of one file, which is used for nothing else. */
export interface SegmentKey {
  key: Buffer;
  prefix: Buffer;
  /** Bound to every segment. */
  context: Buffer;
}

/** A stored byte was changed, moved, cut off or added, or the key is another's. */
export class DamagedError extends Error {
  constructor(what: string) {
    super(`The stored file is damaged: ${what}.`);
    this.name = "DamagedError";
  }
}

/** Sealed under a data key that its reader was not given: of another organization, or made since the reader asked. */
export class UnknownKeyError extends DamagedError {
  constructor() {
    super("its data key is not of this organization");
  }
}

function nonceOf(prefix: Buffer, index: number, final: boolean): Buffer {
  const nonce = Buffer.alloc(PREFIX + 5);
  prefix.copy(nonce);
  nonce.writeUInt32BE(index, PREFIX);
  nonce[PREFIX + 4] = final ? 1 : 0;
  return nonce;
}

function sealSegment(key: SegmentKey, index: number, final: boolean, plain: Buffer): Buffer {
  const cipher = createCipheriv("aes-256-gcm", key.key, nonceOf(key.prefix, index, final)).setAAD(key.context);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws DamagedError when the segment is not the one that was sealed at this place */
export function openSegment(key: SegmentKey, index: number, final: boolean, sealed: Buffer): Buffer {
  if (sealed.length < TAG) throw new DamagedError(`segment ${index} is cut off`);
  const body = sealed.subarray(0, sealed.length - TAG);
  const decipher = createDecipheriv("aes-256-gcm", key.key, nonceOf(key.prefix, index, final), { authTagLength: TAG })
    .setAAD(key.context)
    .setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new DamagedError(`segment ${index} does not verify`);
  }
}

/**
 * Seals a stream of any length in segments that can each be verified, in the STREAM construction: a segment's place and
 * whether it is the last are part of its nonce, so none can be reordered, repeated or cut off.
 */
export class SegmentSealer {
  readonly #held = Buffer.allocUnsafe(SEGMENT);
  #filled = 0;
  #index = 0;

  constructor(private readonly key: SegmentKey) {}

  /** The sealed segments that are now complete. A full segment is held back until more comes: it may be the last. */
  push(chunk: Uint8Array): Buffer[] {
    const sealed: Buffer[] = [];
    for (let at = 0; at < chunk.length;) {
      if (this.#filled === SEGMENT) {
        sealed.push(sealSegment(this.key, this.#index++, false, this.#held));
        this.#filled = 0;
      }
      const part = chunk.subarray(at, at + SEGMENT - this.#filled);
      this.#held.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
    }
    return sealed;
  }

  /** The last segment; an empty file has one, too. */
  end(): Buffer {
    return sealSegment(this.key, this.#index, true, this.#held.subarray(0, this.#filled));
  }
}

/** How many segments a plaintext of so many bytes has. */
export const segmentsOf = (size: number) => Math.max(1, Math.ceil(size / SEGMENT));

/** How many bytes they take when sealed. */
export const sealedSize = (size: number) => size + segmentsOf(size) * TAG;
