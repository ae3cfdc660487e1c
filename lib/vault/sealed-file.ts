import { randomBytes } from "node:crypto";
import { unwrap, wrap, WRAPPED_KEY } from "./data-keys";
import {
  DamagedError,
  openSegment,
  PREFIX,
  SEALED_SEGMENT,
  sealedSize,
  SEGMENT,
  segmentsOf,
  type SegmentKey,
  UnknownKeyError,
} from "./segments";

/*
 * A stored file: a header, then its segments. The header holds the file's own random key, wrapped by the tenant's data
 * key and bound to tenant, hash and length; so it is written last, when they are known.
 *
 *   0  "SSV1"   4  id of the data key   8  nonce prefix (7)   15  wrapped file key (60)   75  segments
 */
const MAGIC = Buffer.from("SSV1");
export const HEADER = MAGIC.length + 4 + PREFIX + WRAPPED_KEY;

/** What the header is bound to. `sha256` is of the plaintext, in hexadecimal; `size` is its length in bytes. */
export interface FileIdentity {
  organizationId: number;
  sha256: string;
  size: number;
}

/** Reads bytes of the stored file; fewer than asked for only at its end. */
export type ReadAt = (position: number, length: number) => Promise<Buffer>;

/** A fresh key for one file of a tenant. */
export const newSegmentKey = (organizationId: number): SegmentKey => ({
  key: randomBytes(32),
  prefix: randomBytes(PREFIX),
  context: contextOf(organizationId),
});

const contextOf = (organizationId: number) => Buffer.from(`securesphere|evidence|${organizationId}`);

const bindingOf = (identity: FileIdentity, dataKeyId: number, prefix: Buffer) =>
  `securesphere|evidence|${identity.organizationId}|${identity.sha256}|${identity.size}|${dataKeyId}|${prefix.toString("hex")}`;

export function makeHeader(identity: FileIdentity, file: SegmentKey, dataKey: { id: number; key: Buffer }): Buffer {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(dataKey.id);
  const wrapped = wrap(file.key, dataKey.key, bindingOf(identity, dataKey.id, file.prefix));
  return Buffer.concat([MAGIC, id, file.prefix, wrapped]);
}

/** The plaintext of segments, at any place. */
export class SegmentReader {
  #last: { index: number; plain: Buffer } | undefined;

  constructor(
    private readonly key: SegmentKey,
    private readonly readAt: ReadAt,
    /** Bytes of plaintext. */
    readonly size: number,
  ) {}

  /** @throws DamagedError when the segment does not verify */
  async segment(index: number): Promise<Buffer> {
    if (this.#last?.index === index) return this.#last.plain;
    const final = index === segmentsOf(this.size) - 1;
    const sealed = await this.readAt(HEADER + index * SEALED_SEGMENT, SEALED_SEGMENT);
    const plain = openSegment(this.key, index, final, sealed);
    this.#last = { index, plain };
    return plain;
  }

  /** Up to `length` bytes from `position`, fewer only at the end. */
  async read(position: number, length: number): Promise<Buffer> {
    const end = Math.min(position + length, this.size);
    const parts: Buffer[] = [];
    for (let at = Math.max(0, position); at < end;) {
      const index = Math.floor(at / SEGMENT);
      const plain = await this.segment(index);
      const part = plain.subarray(at - index * SEGMENT, Math.min(plain.length, end - index * SEGMENT));
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  async *stream(): AsyncGenerator<Buffer> {
    for (let index = 0; index < segmentsOf(this.size); index++) yield await this.segment(index);
  }
}

/** The id of the data key that a stored file is sealed under. */
export async function readDataKeyId(readAt: ReadAt): Promise<number> {
  return dataKeyIdIn(await readAt(0, HEADER));
}

function dataKeyIdIn(header: Buffer): number {
  if (header.length < HEADER || !header.subarray(0, 4).equals(MAGIC)) throw new DamagedError("its header is not ours");
  return header.readUInt32BE(4);
}

/**
 * Opens a stored file by its header. `dataKeyOf` gives the tenant's data key of that id.
 * @throws DamagedError when it is not the file of this identity, or not whole
 */
export async function openSealedFile(
  identity: FileIdentity,
  stored: { size: number; readAt: ReadAt },
  dataKeyOf: (id: number) => Buffer | undefined,
): Promise<SegmentReader> {
  if (stored.size !== HEADER + sealedSize(identity.size)) throw new DamagedError("its length has changed");
  const header = await stored.readAt(0, HEADER);
  const dataKeyId = dataKeyIdIn(header);
  const prefix = header.subarray(8, 8 + PREFIX);
  const dataKey = dataKeyOf(dataKeyId);
  if (!dataKey) throw new UnknownKeyError();
  let key: Buffer;
  try {
    key = unwrap(header.subarray(8 + PREFIX), dataKey, bindingOf(identity, dataKeyId, prefix));
  } catch {
    throw new DamagedError("its header does not verify");
  }
  return new SegmentReader({ key, prefix, context: contextOf(identity.organizationId) }, stored.readAt, identity.size);
}
