import { z } from "zod";
import { insertImport } from "@/db/queries/intelligence/imports";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { parse } from "@/lib/kernel/input";
import { preparing } from "@/lib/kernel/staged";
import { importAdmission } from "@/lib/vault/admit-imports";
import { currentDataKey } from "@/lib/vault/current-data-key";
import { maxImportBytes } from "@/lib/vault/limits";
import { recordFile, requireRoom } from "@/lib/vault/record-file";
import { releaseFile } from "@/lib/vault/release-file";
import { stageFile, type StoredFile, type Upload } from "@/lib/vault/stage-file";
import { blobStore } from "@/lib/vault/store";
import { readingOf } from "./import/preview";
import { addImportInput } from "./import-input";
import { canBringIn } from "./import-policy";
import { withOriginal } from "./open-import";
import { queueStart, requireSaid } from "./start-import";

export interface ImportUpload {
  facts: z.input<typeof addImportInput>;
  file: Upload;
  /** Begin at once, if the file says all that has to be known; else it waits to be looked over. */
  start: boolean;
}

/**
 * Takes a file into the vault and says what it seems to be. Permitted first, then stored outside any transaction, then
 * looked at and recorded.
 * @throws Fault as storing a file does; invalid when it is of no format that is read, or, where it is to be started at
 *   once, for what has to be said yet: then nothing is kept
 */
export async function storeImport(caller: Caller, { facts, file: upload, start }: ImportUpload) {
  const given = parse(addImportInput, facts);
  const once = preparing(caller);
  const { organizationId, dataKey, keys } = await prepareImport(once, { announced_size: upload.announcedSize ?? 0 });
  const vault = {
    ...{ store: blobStore(), organizationId, dataKey, maxBytes: maxImportBytes(), caller },
    admission: importAdmission,
  };
  const file = await stageFile(vault, upload);
  try {
    const original = { organizationId, sha256: file.sha256, size: file.size, keys };
    const { format, mapping, missing } = await withOriginal(original, { verify: false }, (opened) =>
      readingOf(opened, {
        filename: file.filename,
        format: given.format,
        mapping: given.mapping,
        zone: given.time_zone || undefined,
      }),
    );
    if (start) requireSaid(missing);
    const reading = { format, time_zone: given.time_zone, mapping };
    const { id, job_id } = await addImport(caller, { ...given, ...reading, file, start });
    return { import: { id, filename: file.filename, sha256: file.sha256, size: file.size, format, missing, job_id } };
  } catch (error) {
    await releaseFile({ organizationId, sha256: file.sha256 });
    throw error;
  }
}

const prepareImport = command({
  action: "intelligence.import.prepare",
  scope: "intelligence:write",
  input: z.object({ announced_size: z.number().min(0) }),
  allow: canBringIn,
  run: async ({ tx, actor: { organizationId } }, { announced_size }) => {
    await requireRoom(tx, organizationId, announced_size);
    const dataKey = await currentDataKey(tx, organizationId);
    return { organizationId, dataKey, keys: await findDataKeys(tx, organizationId) };
  },
});

const addImport = command({
  action: "intelligence.import.add",
  scope: "intelligence:write",
  input: addImportInput.extend({ format: z.string(), file: z.custom<StoredFile>(), start: z.boolean() }),
  allow: canBringIn,
  run: async (context, { supplied_by, authority, format, time_zone, mapping, file, start }) => {
    const { tx, actor } = context;
    const { organizationId, userId } = actor;
    const { id: evidenceId } = await recordFile(tx, organizationId, userId, file, { workspace: "intelligence" });
    const { filename, sha256, size } = file;
    const id = await insertImport(tx, {
      ...{ organizationId, evidenceId, filename, sha256, size, format, mapping },
      ...{ suppliedBy: supplied_by, authority, timeZone: time_zone },
    });
    const row = { id, organization_id: organizationId, filename };
    return { id, job_id: start ? await queueStart(context, row, { format, timeZone: time_zone, mapping }) : null };
  },
});
