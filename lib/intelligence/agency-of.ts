import { findFirstAgency } from "@/db/queries/intelligence/agencies";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/kernel/database";

/** Whose workspace is meant: an analyst's own; others name one, or mean the first there is. 0: there is none. */
export async function agencyOf(tx: Tx, actor: Actor, given?: number): Promise<number> {
  if (actor.role === "analyst") return actor.organizationId;
  return given ?? (await findFirstAgency(tx)) ?? 0;
}
