import { z } from "zod";
import { query } from "@/lib/kernel/query";
import { nextRun } from "./backup-input";
import { canManageBackups } from "./policy";
import { backupStanding } from "./standing";
import { openTarget } from "./target/open-target";

/** When backups are made, how long they are kept, where they go, and how the service stands. */
export const getBackupSettings = query({
  action: "backup.settings.get",
  scope: "backups:write",
  input: z.object({}),
  allow: canManageBackups,
  run: async ({ tx }) => {
    const { state, last, settings } = await backupStanding(tx);
    const { queued_at, since, ...choices } = settings;
    return {
      ...choices,
      target: openTarget().description,
      next_at: settings.enabled ? (nextRun(settings.schedule, queued_at)?.toISOString() ?? null) : null,
      since: since.toISOString(),
      state,
      last_good_at: last?.created_at.toISOString() ?? null,
    };
  },
});
