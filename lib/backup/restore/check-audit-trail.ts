import { findTrailFaults } from "@/db/backup/restored";
import type { Restoration } from "@/db/backup/restoration";

/**
 * Whether the trail in a restored database can go on; what is wrong, in words. That its rows are those that were backed up
 * is checked with all other rows, and its seal among the reads of the application.
 */
export async function checkAuditTrail(restoration: Pick<Restoration, "query">): Promise<string[]> {
  const { repeated, ahead } = await findTrailFaults(restoration);
  return [
    ...(repeated > 0 ? [`${repeated} ids stand in the audit trail more than once`] : []),
    ...(ahead ? ["the audit trail would give ids again that it has given"] : []),
  ];
}
