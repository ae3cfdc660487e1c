import { findWatchlist, insertKeywords } from "@/db/queries/intelligence/watchlists";
import { command } from "@/lib/kernel/command";
import { pinRules } from "./pin-rules";
import { inIntelligence } from "./policy";
import { checkRule, columnsOf } from "./rule-words";
import { newRuleInput } from "./watchlist-input";

export const ruleConstraints = { keywords_term_key: { path: "term", message: "is in this watchlist already" } };

/** Adds a rule to a watchlist. It finds what comes in from now on; a retro-hunt looks through what is there. */
export const createRule = command({
  action: "intelligence.rule.create",
  scope: "intelligence:write",
  subject: "watchlist",
  input: newRuleInput,
  target: (tx, { watchlist_id }) => findWatchlist(tx, watchlist_id),
  allow: inIntelligence,
  constraints: ruleConstraints,
  run: async ({ tx, actor, target }, { watchlist_id: _watchlist, ...given }) => {
    checkRule(given);
    const organizationId = target.organization_id;
    const row = { ...columnsOf(given), organizationId, watchlistId: target.id, createdBy: actor.userId };
    const [id] = await insertKeywords(tx, [row]);
    await pinRules(tx, organizationId, actor.userId);
    return { id: id! };
  },
});
