import { countStaff } from "@/db/queries/identity/erasures";
import { assertNotHeld } from "@/lib/audit/hold/assert-not-held";
import type { Tx } from "@/lib/kernel/database";
import { Fault, invalidField } from "@/lib/kernel/fault";

/**
 * Whether an organization may be erased at all. Asked when it is requested, when it is confirmed, and when it begins: every
 * reason against an erasure stands here.
 * @throws Fault conflict that says why not
 */
export async function requireErasable(tx: Tx, organizationId: number): Promise<void> {
  await assertNotHeld(tx, organizationId);
  const staff = await countStaff(tx, organizationId);
  if (staff > 0)
    throw new Fault(
      "conflict",
      `Leads, analysts or superusers belong to this organization (${staff}): others need what they did. It cannot be erased.`,
    );
}

/** @throws Fault invalid unless the name typed is the organization's */
export function requireName(typed: string, name: string): void {
  if (typed !== name) throw invalidField("name", "is not the name of the organization");
}
