import { createHash } from "node:crypto";
import type { StagedBlob } from "./blob-store";
import { HEADER, makeHeader, newSegmentKey, type FileIdentity } from "./sealed-file";
import { SegmentSealer } from "./segments";

/** Seals a stream into a staged file as it comes, under a tenant's data key and a fresh key of the file's own. */
export async function sealInto(
  staged: StagedBlob,
  organizationId: number,
  dataKey: { id: number; key: Buffer },
  chunks: AsyncIterable<Uint8Array>,
): Promise<FileIdentity> {
  const segmentKey = newSegmentKey(organizationId);
  const sealer = new SegmentSealer(segmentKey);
  const hash = createHash("sha256");
  let size = 0;
  await staged.write(Buffer.alloc(HEADER));
  for await (const chunk of chunks) {
    size += chunk.length;
    hash.update(chunk);
    for (const sealed of sealer.push(chunk)) await staged.write(sealed);
  }
  await staged.write(sealer.end());
  const identity = { organizationId, sha256: hash.digest("hex"), size };
  await staged.write(makeHeader(identity, segmentKey, dataKey), 0);
  return identity;
}
