import { createHash } from "node:crypto";
import { z } from "zod";
import { disposeArchive } from "@/db/queries/intelligence/content-archives";
import { countDisposed, disposeContent, disposeLeftovers, lockDisposal } from "@/db/queries/intelligence/disposals";
import { isHeld } from "@/db/queries/audit/holds";
import { logEvent } from "@/db/queries/kernel/events";
import { jobKind } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { releaseFile } from "@/lib/vault/release-file";
import { disposeKind } from "./confirm-disposal";
import { canSetRetention } from "./policy";

/** Messages of one transaction. */
const BATCH = 500;

/** The digest of all before, and of these: SHA-256 over its hex and the lines, one a message. */
export const chainDigest = (before: string, contents: string) =>
  createHash("sha256").update(`${before}\n${contents}`).digest("hex");

const requireOpen = (row: { confirmed_at: Date | null; withdrawn_at: Date | null }) => {
  if (!row.confirmed_at || row.withdrawn_at) throw new Fault("conflict", "It is not confirmed, or was called off.");
};

async function requireNotHeld(tx: Tx, organizationId: number) {
  if (await isHeld(tx, organizationId))
    throw new Fault("conflict", "A legal hold stands. What is left is not disposed of until it is lifted.");
}

/** The next messages of one part; undefined once the whole disposal is over. */
const disposeSome = command({
  action: "intelligence.disposal.carry-out",
  input: z.object({ disposal_id: id(), part: z.number().int().min(0) }),
  target: (tx, { disposal_id }) => lockDisposal(tx, disposal_id),
  subject: "disposal",
  allow: canSetRetention,
  run: async ({ tx, target }, { part }) => {
    requireOpen(target);
    const of = target.parts[part];
    if (target.ended_at || !of) return undefined;
    await requireNotHeld(tx, target.organization_id);
    const gone = await disposeContent(tx, target.id, of, BATCH);
    if (gone.messages > 0)
      await countDisposed(tx, target.id, gone.messages, gone.detections, chainDigest(target.digest, gone.contents));
    return { gone: target.messages + gone.messages, expected: target.expected, more: gone.messages === BATCH };
  },
});

/** The next archive of which everything is past its time; undefined once there is none. */
const disposeOfArchive = command({
  action: "intelligence.disposal.carry-out-archive",
  input: z.object({ disposal_id: id() }),
  target: (tx, { disposal_id }) => lockDisposal(tx, disposal_id),
  subject: "disposal",
  allow: canSetRetention,
  run: async ({ tx, target, after }) => {
    requireOpen(target);
    if (target.ended_at) return undefined;
    await requireNotHeld(tx, target.organization_id);
    const gone = await disposeArchive(tx, target.id);
    if (!gone) return undefined;
    const { messages, detections, sha256 } = gone;
    const digest = chainDigest(target.digest, `archive ${gone.archive}:${sha256}`);
    await countDisposed(tx, target.id, messages, detections, digest);
    after(() => releaseFile({ organizationId: target.organization_id, sha256 }));
    return { gone: target.messages + messages, expected: target.expected };
  },
});

const finish = command({
  action: "intelligence.disposal.finish",
  input: z.object({ disposal_id: id() }),
  target: (tx, { disposal_id }) => lockDisposal(tx, disposal_id),
  subject: "disposal",
  allow: canSetRetention,
  run: async ({ tx, target, after }) => {
    requireOpen(target);
    if (target.ended_at) return;
    await requireNotHeld(tx, target.organization_id);
    const { organization_id: organizationId, messages, detections, digest } = target;
    const files = await disposeLeftovers(tx, target.id);
    const about = { table: "disposals", recordId: target.id, organizationId };
    await logEvent(tx, {
      action: "DISPOSED",
      ...about,
      details: { messages, detections, files: files.length, digest },
    });
    for (const sha256 of files) after(() => releaseFile({ organizationId, sha256 }));
  },
});

/** Disposes of what two people agreed to dispose of, some at a time; begun again, it goes on. */
export const disposeJob = jobKind({
  ...disposeKind,
  run: async ({ caller, input, progress }) => {
    const say = ({ gone, expected }: { gone: number; expected: number }) =>
      progress(0.95 * Math.min(1, gone / Math.max(1, expected)), `${gone} messages disposed of`);
    for (let part = 0, over = false; !over; part++) {
      for (let more = true; more;) {
        const done = await disposeSome(caller, { disposal_id: input.disposal_id, part });
        if (!done) over = true;
        more = done?.more ?? false;
        if (done) say(done);
      }
    }
    for (let one = await disposeOfArchive(caller, input); one; one = await disposeOfArchive(caller, input)) say(one);
    progress(0.95, "What is left of them");
    await finish(caller, { disposal_id: input.disposal_id });
    return { disposal_id: input.disposal_id };
  },
});
