import { createHash, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEADER, makeHeader, newSegmentKey, openSealedFile, type FileIdentity } from "./sealed-file";
import { DamagedError, SEALED_SEGMENT, SEGMENT, SegmentSealer } from "./segments";

const dataKey = { id: 7, key: randomBytes(32) };
const keyOf = (id: number) => (id === dataKey.id ? dataKey.key : undefined);

function seal(plain: Buffer, organizationId = 1, pieceLength = 10_000) {
  const identity = { organizationId, sha256: createHash("sha256").update(plain).digest("hex"), size: plain.length };
  const key = newSegmentKey(organizationId);
  const sealer = new SegmentSealer(key);
  const parts: Buffer[] = [];
  for (let at = 0; at < plain.length; at += pieceLength)
    parts.push(...sealer.push(plain.subarray(at, at + pieceLength)));
  parts.push(sealer.end());
  return { identity, stored: Buffer.concat([makeHeader(identity, key, dataKey), ...parts]) };
}

const asStored = (bytes: Buffer) => ({
  size: bytes.length,
  readAt: async (position: number, length: number) => bytes.subarray(position, position + length),
});

async function open(identity: FileIdentity, stored: Buffer): Promise<Buffer> {
  const file = await openSealedFile(identity, asStored(stored), keyOf);
  const parts: Buffer[] = [];
  for await (const part of file.stream()) parts.push(part);
  return Buffer.concat(parts);
}

const borders = [0, 1, SEGMENT]
  .flatMap((near) => [-1, 0, 1].map((by) => near + by))
  .concat(2 * SEGMENT, 3 * SEGMENT + 5);
const sizes = fc.constantFrom(...borders.filter((size) => size >= 0));

describe("a sealed file", () => {
  it("opens to what was sealed, whatever its length and however it came", async () => {
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.constantFrom(1_000, SEGMENT - 1, SEGMENT, SEGMENT + 1, 200_000),
        async (size, piece) => {
          const plain = randomBytes(size);
          const { identity, stored } = seal(plain, 1, piece);
          expect((await open(identity, stored)).equals(plain)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("reads any part of it", async () => {
    const plain = randomBytes(2 * SEGMENT + 100);
    const { identity, stored } = seal(plain);
    const file = await openSealedFile(identity, asStored(stored), keyOf);
    await fc.assert(
      fc.asyncProperty(fc.nat(plain.length + 10), fc.nat(SEGMENT * 2), async (position, length) => {
        const expected = plain.subarray(position, position + length);
        expect((await file.read(position, length)).equals(expected)).toBe(true);
      }),
    );
  });

  it("refuses a flipped bit anywhere", async () => {
    const { identity, stored } = seal(randomBytes(SEGMENT + 50));
    await fc.assert(
      fc.asyncProperty(fc.nat(stored.length - 1), fc.nat(7), async (position, bit) => {
        const changed = Buffer.from(stored);
        changed[position]! ^= 1 << bit;
        await expect(open(identity, changed)).rejects.toThrow(DamagedError);
      }),
    );
  });

  it("refuses what is cut off, even at the border of a segment, or appended", async () => {
    const plain = randomBytes(3 * SEGMENT);
    const { identity, stored } = seal(plain);
    const cut = stored.subarray(0, HEADER + 2 * SEALED_SEGMENT);
    await expect(open(identity, cut)).rejects.toThrow(DamagedError);
    await expect(open({ ...identity, size: 2 * SEGMENT }, cut)).rejects.toThrow(DamagedError);
    await expect(open(identity, Buffer.concat([stored, Buffer.alloc(1)]))).rejects.toThrow(DamagedError);
  });

  it("refuses segments in another order, or of another file", async () => {
    const { identity, stored } = seal(randomBytes(2 * SEGMENT));
    const segment = (bytes: Buffer, index: number) =>
      bytes.subarray(HEADER + index * SEALED_SEGMENT, HEADER + (index + 1) * SEALED_SEGMENT);
    const swapped = Buffer.concat([stored.subarray(0, HEADER), segment(stored, 1), segment(stored, 0)]);
    await expect(open(identity, swapped)).rejects.toThrow(DamagedError);
    const other = seal(randomBytes(2 * SEGMENT)).stored;
    const mixed = Buffer.concat([stored.subarray(0, HEADER + SEALED_SEGMENT), segment(other, 1)]);
    await expect(open(identity, mixed)).rejects.toThrow(DamagedError);
  });

  it("opens for no other organization, hash or data key", async () => {
    const { identity, stored } = seal(randomBytes(100));
    await expect(open({ ...identity, organizationId: 2 }, stored)).rejects.toThrow(DamagedError);
    await expect(open({ ...identity, sha256: "0".repeat(64) }, stored)).rejects.toThrow(DamagedError);
    await expect(openSealedFile(identity, asStored(stored), () => randomBytes(32))).rejects.toThrow(DamagedError);
    await expect(openSealedFile(identity, asStored(stored), () => undefined)).rejects.toThrow(DamagedError);
  });
});
