import { isHeld } from "@/db/queries/audit/holds";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";

/**
 * To be asked in the transaction of whatever erases something of an organization: no hold is set before that is over.
 * @throws Fault conflict while a legal hold stands on the organization, or on everything
 */
export async function assertNotHeld(tx: Tx, organizationId: number | null): Promise<void> {
  if (await isHeld(tx, organizationId))
    throw new Fault("conflict", "A legal hold stands. Until it is lifted, nothing of this organization is erased.");
}
