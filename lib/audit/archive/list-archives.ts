import { z } from "zod";
import { findArchives } from "@/db/queries/audit/archives";
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "../policy";
import { microsOf, proofRange } from "../trail-input";
import { monthName, overlaps } from "./months";

/** The archived months, or those that reach into a time; how many months the policy keeps, and where the files are. */
export const listArchives = query({
  action: "audit.archive.list",
  scope: "audit:read",
  input: z.object(proofRange),
  allow: canReadTrail,
  run: async ({ tx }, { from, to }) => {
    const range = { from: microsOf(from), to: microsOf(to) };
    const archives = (await findArchives(tx)).filter(({ month }) => overlaps(month, range));
    return {
      keeps_months: config().auditMonths ?? null,
      directory: config().archiveDir,
      archives: archives.map((archive) => ({
        month: monthName(archive.month),
        file: archive.file,
        bytes: archive.bytes,
        sha256: archive.sha256,
        entries: archive.entries,
        checkpoint: archive.checkpoint,
        created_at: archive.created_at.toISOString(),
        /** Whether its entries have left the database. */
        removed: archive.removed,
      })),
    };
  },
});
