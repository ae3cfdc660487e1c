import { listCandidates } from "@/db/queries/assessment/product-people";
import type { Tx } from "@/lib/kernel/database";
import { invalidField } from "@/lib/kernel/fault";

/** @throws Fault invalid when the owner or a member is not an active client of the organization */
export async function requireClients(tx: Tx, organizationId: number, ownerId: number, members: number[]) {
  const found = new Set((await listCandidates(tx, organizationId, [ownerId, ...members])).map((person) => person.id));
  if (!found.has(ownerId)) throw invalidField("owner_id", "is not an active client of the organization");
  if (members.some((member) => !found.has(member))) {
    throw invalidField("member_ids", "names someone who is not an active client of the organization");
  }
}
