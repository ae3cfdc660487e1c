import { z } from "zod";
import { mayRemoveFiles } from "@/db/queries/backup/settings";
import { logEvent } from "@/db/queries/kernel/events";
import { findDataKeys, insertDataKey, lockVault } from "@/db/queries/vault/data-keys";
import { countOutdatedFiles, findKeyMadeSince, retireDataKeys } from "@/db/queries/vault/rotation";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { makeDataKey, openDataKey } from "@/lib/vault/data-keys";
import { canManageKeys } from "@/lib/vault/policy";

/** The data keys of an organization, opened, and the one that everything is to be sealed under. */
export interface TenantKeys {
  organizationId: number;
  current: { id: number; key: Buffer };
  keyOf: (id: number) => Buffer | undefined;
  /** How many stored files are sealed under another one. */
  outdatedFiles: number;
}

/**
 * Gives an organization a new data key, unless it has one that was made since the moment: then the rotation that made it is
 * gone on with. What was sealed before stays readable by the keys that are retired here. Undefined while a backup is made:
 * it reads files that its rows must have the keys of.
 */
export const renewDataKey = command({
  action: "vault.key.renew",
  input: z.object({ organizationId: id(), since: z.date() }),
  allow: canManageKeys,
  run: async ({ tx }, { organizationId, since }): Promise<TenantKeys | undefined> => {
    if (!(await mayRemoveFiles(tx))) return undefined;
    await lockVault(tx, organizationId);
    let currentId = await findKeyMadeSince(tx, organizationId, since);
    if (currentId === undefined) {
      await retireDataKeys(tx, organizationId);
      currentId = (await insertDataKey(tx, { organizationId, ...makeDataKey(organizationId) })).id;
      const about = { table: "data_keys", recordId: currentId, organizationId };
      await logEvent(tx, { action: "DATA_KEY_RENEWED", ...about });
    }
    const keys = new Map((await findDataKeys(tx, organizationId)).map((row) => [row.id, openDataKey(row)]));
    const outdatedFiles = await countOutdatedFiles(tx, organizationId, currentId);
    return {
      organizationId,
      current: { id: currentId, key: keys.get(currentId)! },
      keyOf: (id) => keys.get(id),
      outdatedFiles,
    };
  },
});
