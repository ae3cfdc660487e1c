import { z } from "zod";
import type { EvidenceItem } from "@/db/queries/assessment/evidence-json";
import { findProductPlace, findUnlinkedTwin } from "@/db/queries/assessment/response-evidence";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { preparing } from "@/lib/kernel/staged";
import { maxFileBytes } from "@/lib/vault/limits";
import { recordFile } from "@/lib/vault/record-file";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile, type Upload } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { requireFewFiles } from "./attach-evidence";
import { accessOf, lockResponse, writeEvidence, type EvidenceTarget } from "./change-evidence";
import { evidenceItem } from "./evidence-item";
import { canAnswer } from "./policy";
import { canAddEvidence, prepareUpload } from "./prepare-upload";
import { refuseClosed } from "./refuse-closed";
import { refuseStale } from "./refuse-stale";

/** Milliseconds in which the same file sent again is a retry; well before the sweep takes what nothing linked. */
const RETRY = 12 * 3600 * 1000;

export interface EvidenceUpload extends Omit<Upload, "chunks"> {
  /** One of the two. With a response, the file is linked to it at once. */
  productId?: number;
  responseId?: number;
  stream: AsyncIterable<Uint8Array>;
}

export interface StoredEvidence {
  evidence: EvidenceItem;
  /** The response's version after the file was linked to it. */
  version?: number;
}

/**
 * Takes a file from a stream into the vault: permitted first, then stored outside any transaction, then recorded, and
 * linked when a response is named. A file without a response waits a day for a save that names it in `evidence_ids`.
 * @throws Fault unsupported_media_type, too_large, invalid, malformed (the stream ended early), locked, forbidden, not_found
 */
export async function storeEvidence(caller: Caller, upload: EvidenceUpload): Promise<StoredEvidence> {
  const place = { product_id: upload.productId, response_id: upload.responseId };
  const { organizationId, dataKey } = await prepareUpload(preparing(caller), {
    ...place,
    announced_size: upload.announcedSize,
  });
  const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
  const file = await stageFile(vault, { ...upload, chunks: upload.stream });
  try {
    if (place.response_id === undefined) return await recordForProduct(caller, { ...place, file });
    return await recordForResponse(caller, { ...place, file });
  } catch (error) {
    await releaseFile({ organizationId, sha256: file.sha256 });
    throw error;
  }
}

const storedFile = z.custom<StoredFile>();

const recordForProduct = command({
  action: "assessment.evidence.add",
  scope: "responses:write",
  subject: "product",
  input: z.object({ product_id: id(), file: storedFile }),
  target: (tx, input) => findProductPlace(tx, input.product_id),
  allow: canAddEvidence,
  run: async ({ tx, actor, target }, { file }): Promise<StoredEvidence> => {
    const { sha256, filename } = file;
    const organizationId = target.organization_id;
    const since = new Date(Date.now() - RETRY);
    const twin = await findUnlinkedTwin(tx, { organizationId, uploadedBy: actor.userId, sha256, filename, since });
    return { evidence: twin ?? evidenceItem(await recordFile(tx, organizationId, actor.userId, file)) };
  },
});

const recordForResponse = command({
  action: "assessment.evidence.add",
  scope: "responses:write",
  subject: "response",
  input: z.object({ response_id: id(), file: storedFile }),
  target: (tx, input) => lockResponse(tx, input.response_id),
  allow: (actor, target) => canAnswer(actor, accessOf(target)),
  run: async ({ tx, actor, target }, { file }): Promise<StoredEvidence> => {
    const { before } = target as EvidenceTarget;
    refuseClosed(target);
    refuseStale(undefined, before);
    const same = before.evidence.find((item) => item.sha256 === file.sha256 && item.filename === file.filename);
    if (same) return { evidence: same, version: before.version };
    requireFewFiles(before.evidence.length);
    const evidence = evidenceItem(await recordFile(tx, target.organization_id, actor.userId, file));
    const { version } = await writeEvidence(tx, actor, target, [...before.evidence, evidence], [evidence.id]);
    return { evidence, version };
  },
});
