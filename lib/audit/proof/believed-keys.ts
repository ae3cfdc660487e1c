import { checkpointText, isSigned, type SignedCheckpoint } from "./checkpoint";

/** A checkpoint that another key signed than the one before it, and that key. */
export interface Handover {
  checkpoint: SignedCheckpoint;
  before: string;
}

/**
 * The keys to believe, with those that left the ring: a believed key that signed the checkpoint with which the one before
 * handed over vouches for it, since that checkpoint names the whole chain before it by its hash. `handovers` as they came.
 */
export function believedKeys(trusted: readonly string[], handovers: readonly Handover[]): string[] {
  const believed = new Set(trusted);
  for (const { checkpoint, before } of handovers.toReversed()) {
    const { public_key, signature, endorsement } = checkpoint;
    if (!believed.has(public_key) || !endorsement) continue;
    const text = checkpointText(checkpoint);
    if (isSigned(text, signature, public_key) && isSigned(text, endorsement, before)) believed.add(before);
  }
  return [...believed];
}
