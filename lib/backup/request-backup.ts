import { z } from "zod";
import { startJob } from "@/lib/jobs/job";
import { command } from "@/lib/kernel/command";
import { createKind } from "./job-kinds";
import { canManageBackups } from "./policy";

/** Has a backup made and verified now. */
export const requestBackup = command({
  action: "backup.backup.request",
  scope: "backups:write",
  input: z.object({}),
  allow: canManageBackups,
  run: async (context) => ({
    job_id: await startJob(context, createKind, {
      organizationId: null,
      title: "Backup",
      input: { trigger: "person" },
    }),
  }),
});
