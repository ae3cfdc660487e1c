import { Readable } from "node:stream";
import { z } from "zod";
import { findNotice, keepNotice, lockNotice, type NoticeRow } from "@/db/queries/assessment/exposures";
import { findEdition } from "@/db/queries/assessment/evidence-library";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { preparing, staged } from "@/lib/kernel/staged";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxFileBytes } from "@/lib/vault/limits";
import { recordFile, requireRoom } from "@/lib/vault/record-file";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { describeEdition } from "../evidence-library";
import { canKeepEvidence } from "../evidence-policy";
import { notEvidence } from "./exposure";
import { noticeDocument } from "./exposure-words";

const input = z.object({ exposure_id: id() });

const mayKeep = (actor: Parameters<typeof canKeepEvidence>[0], notice: NoticeRow) =>
  canKeepEvidence(actor, { organizationId: notice.organization_id });

const prepare = command({
  action: "assessment.exposure.prepare",
  scope: "responses:write",
  subject: "exposure notice",
  input,
  target: (tx, { exposure_id }) => findNotice(tx, exposure_id),
  allow: mayKeep,
  run: async ({ tx, target }) => {
    refuseOther(target);
    const organizationId = target.organization_id;
    const document = noticeDocument(target);
    await requireRoom(tx, organizationId, Buffer.byteLength(document.text));
    return { organizationId, document, dataKey: await currentDataKey(tx, organizationId) };
  },
});

const record = command({
  action: "assessment.exposure.keep",
  scope: "responses:write",
  subject: "exposure notice",
  input: input.extend({ file: z.custom<StoredFile>() }),
  target: (tx, { exposure_id }) => findNotice(tx, exposure_id),
  allow: mayKeep,
  run: async ({ tx, actor, target }, { file }) => {
    // Of two that keep it at once, the second waits here and then sees the first's.
    const kept = await lockNotice(tx, target.id);
    if (kept !== null) return { evidence: describeEdition((await findEdition(tx, kept))!) };
    refuseOther(target);
    const { title, description } = noticeDocument(target);
    const about = { title, description, inLibrary: true, origin: "system" as const };
    const { id: evidenceId } = await recordFile(tx, target.organization_id, actor.userId, file, about);
    await keepNotice(tx, target.id, evidenceId);
    return { evidence: describeEdition((await findEdition(tx, evidenceId))!) };
  },
});

function refuseOther(notice: NoticeRow) {
  const reason = notEvidence(notice);
  if (reason && notice.evidence_id === null) throw new Fault("conflict", `${reason} Nothing was kept.`);
}

/**
 * Makes of a notice a document of the organization's library, which any answer can have as evidence: reference, marking,
 * day and agency, written by the system. Doing it twice changes nothing.
 * @throws Fault conflict for what was withdrawn or must stay inside the organization
 */
export const keepExposure = staged(
  { action: "assessment.exposure.keep", input, scope: "responses:write" },
  async (caller: Caller, { exposure_id }) => {
    const { organizationId, document, dataKey } = await prepare(preparing(caller), { exposure_id });
    const chunks = Readable.from([Buffer.from(document.text)]);
    const vault = { store: blobStore(), organizationId, dataKey, maxBytes: maxFileBytes(), caller };
    const file = await stageFile(vault, { filename: document.filename, chunks });
    try {
      return await record(caller, { exposure_id, file });
    } catch (error) {
      await releaseFile({ organizationId, sha256: file.sha256 });
      throw error;
    }
  },
);
