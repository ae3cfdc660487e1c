import { sha256 } from "./digest";

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** The hash of a leaf as in RFC 6962: its prefix keeps a leaf from passing for a node. */
export const leafHash = (bytes: Uint8Array): Buffer => sha256(LEAF, bytes);

/**
 * The root of the Merkle tree of RFC 6962 (section 2.1) over pieces of equal size. Pairs are hashed level by level and an
 * odd one moves up as it is, which gives the very tree that the RFC defines by halves.
 */
export function merkleRoot(pieces: Buffer, size: number): Buffer {
  let level: Buffer[] = [];
  for (let at = 0; at < pieces.length; at += size) level.push(leafHash(pieces.subarray(at, at + size)));
  if (level.length === 0) return sha256();
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) next.push(sha256(NODE, level[i]!, level[i + 1]!));
    if (level.length % 2) next.push(level.at(-1)!);
    level = next;
  }
  return level[0]!;
}
