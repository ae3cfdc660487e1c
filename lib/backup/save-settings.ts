import { writeBackupSettings } from "@/db/queries/backup/settings";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { settingsInput } from "./backup-input";
import { canManageBackups } from "./policy";

/**
 * Decides when backups are made and how long they are kept. Not by API key: whoever has one must not switch backups off.
 * @throws Fault stale_version when somebody else changed them meanwhile
 */
export const saveBackupSettings = command({
  action: "backup.settings.save",
  input: settingsInput,
  allow: canManageBackups,
  run: async ({ tx }, { version, ...choices }) => {
    const next = await writeBackupSettings(tx, version, choices);
    if (next === undefined)
      throw new Fault("stale_version", "Somebody else changed these settings meanwhile. Reload to see them.");
    return { version: next };
  },
});
