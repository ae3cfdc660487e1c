import { z } from "zod";
import { backupInput } from "./backup-input";

/** What queues work on backups needs to know of it; the work itself stands in jobs.ts. */
export const createKind = {
  kind: "backup.create",
  input: z.object({ trigger: z.enum(["schedule", "person"]) }),
};

export const verifyKind = { kind: "backup.verify", input: backupInput };
