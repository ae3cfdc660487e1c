import { z } from "zod";
import { listOpenJobs } from "@/db/queries/jobs/jobs";
import { describeJob } from "@/lib/jobs/describe-job";
import { query } from "@/lib/kernel/query";
import { createKind, verifyKind } from "./job-kinds";
import { canManageBackups } from "./policy";

/** The work on backups that waits or is under way, whoever asked for it, the clock included. */
export const listBackupWork = query({
  action: "backup.work.list",
  scope: "backups:write",
  input: z.object({}),
  allow: canManageBackups,
  run: async ({ tx }) => (await listOpenJobs(tx, [createKind.kind, verifyKind.kind])).map(describeJob),
});
