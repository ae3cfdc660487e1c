import { z } from "zod";
import { eraseOrganizationRows, type ErasureOrder } from "@/db/erasure/erase-organization";
import { eraseArchivedValues } from "@/lib/audit/archive/erase-archived";
import { mayRemoveFiles } from "@/db/queries/backup/settings";
import { lockErasure, noteErasedFiles } from "@/db/queries/identity/erasures";
import { systemCaller, type Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canSweep } from "@/lib/vault/policy";
import { blobStore } from "@/lib/vault/store";
import { whenNoBackupIsMade } from "@/lib/vault/rotation/no-backup";
import { canSeeErasures } from "./policy";
import { requireErasable } from "./require-erasable";

export interface Erasing {
  erasureId: number;
  as: ErasureOrder["as"];
  signal: AbortSignal;
  progress: (share: number, step: string) => void;
}

/** Looks once more, just before. */
const checkErasure = command({
  action: "identity.erasure.check",
  input: z.object({ erasureId: id() }),
  target: (tx, { erasureId }) => lockErasure(tx, erasureId),
  subject: "erasure",
  allow: canSeeErasures,
  run: async ({ tx, target }) => {
    if (target.withdrawn_at) throw new Fault("conflict", "It was called off.");
    if (!target.confirmed_at) throw new Fault("conflict", "Another superuser has yet to confirm it.");
    if (!target.erased_at) await requireErasable(tx, target.subject_id);
    return { subjectId: target.subject_id, reason: target.reason };
  },
});

/** Removes files of an organization that is gone: nothing opens them any more. Undefined while a backup is made. */
const removeSome = command({
  action: "identity.erasure.remove-files",
  input: z.object({ erasureId: id(), files: z.array(z.object({ organizationId: id(), sha256: z.string() })) }),
  allow: canSweep,
  run: async ({ tx }, { erasureId, files }) => {
    if (!(await mayRemoveFiles(tx))) return undefined;
    for (const file of files) await blobStore().remove(file);
    await noteErasedFiles(tx, erasureId, files.length);
    return files.length;
  },
});

/**
 * Erases the organization that two people agreed to erase: in one transaction of the database's owner its rows, people,
 * data keys and values in the trail; then its files, and its values in archived months. Killed at any point, it goes on
 * when it is begun again.
 */
export async function eraseOrganization(caller: Caller, { erasureId, as, signal, progress }: Erasing) {
  progress(0, "Looking once more");
  const { subjectId, reason } = await checkErasure(caller, { erasureId });
  progress(0.1, "Erasing rows, people, keys and values in the trail");
  const { databaseDirectUrl, databaseUrl } = config();
  const context = { use_case: "identity.erasure.erase", request_id: caller.requestId };
  const done = await whenNoBackupIsMade(signal, async () => {
    const outcome = await eraseOrganizationRows(databaseDirectUrl ?? databaseUrl ?? "", { erasureId, as, context });
    return outcome === "busy" ? undefined : outcome;
  });
  progress(0.7, "Removing its files");
  let files = 0;
  for await (const page of blobStore().list(subjectId)) {
    if (page.length === 0) continue;
    files += await whenNoBackupIsMade(signal, () => removeSome(systemCaller("job:vault"), { erasureId, files: page }));
  }
  progress(0.8, "Erasing its values in archived months of the trail");
  const archived = await eraseArchivedValues(caller, { organization_id: subjectId, reason });
  return { ...done.erased, organization_id: subjectId, files, archived_entries: archived };
}
