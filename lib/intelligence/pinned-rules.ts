import { findNewestRuleSet, findRuleSet, type RuleSetRow } from "@/db/queries/intelligence/rule-sets";
import type { Tx } from "@/lib/kernel/database";
import { compileRules, type RuleSet } from "./detection/analyse";
import type { Rule } from "./detection/rule";

/** A rule set that was pinned, ready to be used. */
export interface PinnedRules {
  id: number;
  number: number;
  compiled: RuleSet;
}

/** Compiled sets by id: they never change. Few are in use at a time. */
const compiled = new Map<number, RuleSet>();
const MOST_COMPILED = 16;

function pinned({ id, number, rules }: RuleSetRow): PinnedRules {
  let set = compiled.get(id);
  if (!set) {
    set = compileRules(rules as unknown as Rule[]);
    if (compiled.size >= MOST_COMPILED) compiled.delete(compiled.keys().next().value!);
    compiled.set(id, set);
  }
  return { id, number, compiled: set };
}

/** The rules now active in an agency; undefined where there never were any. */
export async function newestRules(tx: Tx, organizationId: number): Promise<PinnedRules | undefined> {
  const row = await findNewestRuleSet(tx, organizationId);
  return row && pinned(row);
}

/** A rule set of an agency by its id. */
export async function rulesById(tx: Tx, organizationId: number, id: number): Promise<PinnedRules | undefined> {
  const row = await findRuleSet(tx, organizationId, id);
  return row && pinned(row);
}
