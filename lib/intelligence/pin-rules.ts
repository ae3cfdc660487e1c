import { countRules, insertRuleSet } from "@/db/queries/intelligence/rule-sets";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";

/** The most active rules of an agency: beyond it every import would wait for them. */
export const MOST_RULES = 5_000;

/**
 * Keeps a copy of the rules now active under the next number, unless the newest copy is the same.
 * @throws Fault conflict where they became more than are permitted
 */
export async function pinRules(tx: Tx, organizationId: number, userId: number | null): Promise<void> {
  const { active, pinned } = await countRules(tx, organizationId);
  if (active > MOST_RULES && active > pinned)
    throw new Fault("conflict", `At most ${MOST_RULES} rules can be active. Lay some aside first.`);
  await insertRuleSet(tx, organizationId, userId);
}
