import { lockVault } from "@/db/queries/vault/data-keys";
import { insertEvidence, storedBytes, isStored, type EvidenceRow, type NewEvidence } from "@/db/queries/vault/evidence";
import { Fault } from "@/lib/kernel/fault";
import type { Tx } from "@/lib/kernel/database";
import { inWords, maxOrganizationBytes } from "./limits";
import type { StoredFile } from "./stage-file";
import { blobStore } from "./store";

/**
 * The row that says a stored file exists. The lock keeps the sweep from taking the file in between, and parallel uploads
 * from passing the organization's limit together.
 * @throws Fault too_large over the organization's limit, unavailable when the file was swept meanwhile
 */
export async function recordFile(
  tx: Tx,
  organizationId: number,
  uploadedBy: number,
  file: StoredFile,
  more: NewEvidence = {},
): Promise<EvidenceRow> {
  await lockVault(tx, organizationId);
  const { sha256, size, mediaType, filename, dataKeyId } = file;
  if (!(await blobStore().has({ organizationId, sha256 }))) {
    throw new Fault("unavailable", "The file could not be kept. Upload it again.", { retryAfter: 1 });
  }
  const known = await isStored(tx, organizationId, sha256);
  if (!known) await requireRoom(tx, organizationId, size);
  return insertEvidence(tx, { ...more, organizationId, sha256, size, mediaType, filename, dataKeyId, uploadedBy });
}

/** @throws Fault too_large when so many more bytes would pass the organization's limit */
export async function requireRoom(tx: Tx, organizationId: number, size: number): Promise<void> {
  const limit = maxOrganizationBytes();
  if ((await storedBytes(tx, organizationId)) + size <= limit) return;
  throw new Fault("too_large", `Your organization's evidence would pass its limit of ${inWords(limit)}.`);
}
