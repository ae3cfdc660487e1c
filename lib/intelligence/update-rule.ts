import { z } from "zod";
import { findKeyword, updateKeywordRow, type KeywordRow } from "@/db/queries/intelligence/watchlists";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { flag, id, whole } from "@/lib/kernel/input";
import { ruleConstraints } from "./create-rule";
import { pinRules } from "./pin-rules";
import { inIntelligence } from "./policy";
import { checkRule, columnsOf, describeRule } from "./rule-words";
import { changedRuleInput } from "./watchlist-input";

const stale = (row: KeywordRow) =>
  new Fault("stale_version", "This rule changed since you last saw it. Nothing was overwritten.", {
    details: { current: describeRule(row) },
  });

/**
 * Says a rule anew. What it found before stays, with the rule set that found it.
 * @throws Fault stale_version
 */
export const updateRule = command({
  action: "intelligence.rule.update",
  scope: "intelligence:write",
  subject: "rule",
  input: changedRuleInput,
  target: (tx, { rule_id }) => findKeyword(tx, rule_id),
  allow: inIntelligence,
  constraints: ruleConstraints,
  run: async ({ tx, actor, target }, { rule_id: id, version, ...given }) => {
    checkRule(given);
    const organizationId = target.organization_id;
    if (!(await updateKeywordRow(tx, { id, organizationId, version }, columnsOf(given)))) throw stale(target);
    await pinRules(tx, organizationId, actor.userId);
    return { id, version: version + 1 };
  },
});

/** Lays a rule aside, or takes it up again. */
export const archiveRule = command({
  action: "intelligence.rule.archive",
  scope: "intelligence:write",
  subject: "rule",
  input: z.object({ rule_id: id(), version: whole(1, 2_147_483_647), is_active: flag() }),
  target: (tx, { rule_id }) => findKeyword(tx, rule_id),
  allow: inIntelligence,
  run: async ({ tx, actor, target }, { rule_id: id, version, is_active: isActive }) => {
    const organizationId = target.organization_id;
    if (!(await updateKeywordRow(tx, { id, organizationId, version }, { isActive }))) throw stale(target);
    await pinRules(tx, organizationId, actor.userId);
    return { id, version: version + 1 };
  },
});
