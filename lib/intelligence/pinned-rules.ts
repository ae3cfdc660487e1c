import { findNewestRuleSet, findRulesOf, findRuleSet, type RuleSetRow } from "@/db/queries/intelligence/rule-sets";
import type { Tx } from "@/lib/kernel/database";
import { compileRules, type RuleSet } from "./detection/analyse";
import type { Rule } from "./detection/rule";

/** A rule set that was pinned, ready to be used. */
export interface PinnedRules {
  id: number;
  number: number;
  compiled: RuleSet;
}

/** Compiled sets by the digest of their rules. Few are in use at a time. */
const compiled = new Map<string, RuleSet>();
const MOST_COMPILED = 16;

async function pinned(tx: Tx, row: RuleSetRow | undefined): Promise<PinnedRules | undefined> {
  if (!row) return undefined;
  const { id, number, sha256 } = row;
  let set = compiled.get(sha256);
  if (!set) {
    set = compileRules((await findRulesOf(tx, id)) as unknown as Rule[]);
    if (compiled.size >= MOST_COMPILED) compiled.delete(compiled.keys().next().value!);
    compiled.set(sha256, set);
  }
  return { id, number, compiled: set };
}

/** The rules now active in an agency; undefined where there never were any. */
export const newestRules = async (tx: Tx, organizationId: number): Promise<PinnedRules | undefined> =>
  pinned(tx, await findNewestRuleSet(tx, organizationId));

/** A rule set of an agency by its id. */
export const rulesById = async (tx: Tx, organizationId: number, id: number): Promise<PinnedRules | undefined> =>
  pinned(tx, await findRuleSet(tx, organizationId, id));
