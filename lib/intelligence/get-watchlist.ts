import { z } from "zod";
import { findNewestRuleSet } from "@/db/queries/intelligence/rule-sets";
import { findWatchlist, listKeywordRows, type JudgedKeywordRow } from "@/db/queries/intelligence/watchlists";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { inIntelligence } from "./policy";
import { describeRule } from "./rule-words";

/** So many hits must be judged before a rule is said to be confirmed by nobody. */
const FEWEST_JUDGED = 5;

/** What analysts made of a rule's hits. Precision is the share of the judged that were real; null before any was. */
function judgeRule({ confirmed, refused, hits }: Pick<JudgedKeywordRow, "confirmed" | "refused" | "hits">) {
  const judged = confirmed + refused;
  return {
    precision: judged > 0 ? confirmed / judged : null,
    advice:
      confirmed === 0 && judged >= FEWEST_JUDGED
        ? ("never_confirmed" as const)
        : hits === 0
          ? ("no_hits" as const)
          : null,
  };
}

/** A watchlist with its rules, and how right each was. Shows no content. */
export const getWatchlist = query({
  action: "intelligence.watchlist.get",
  scope: "intelligence:read",
  subject: "watchlist",
  input: z.object({ watchlist_id: id() }),
  target: (tx, { watchlist_id }) => findWatchlist(tx, watchlist_id),
  allow: inIntelligence,
  run: async ({ tx, target }) => {
    const [rows, newest] = await Promise.all([
      listKeywordRows(tx, target),
      findNewestRuleSet(tx, target.organization_id),
    ]);
    return {
      ...target,
      rule_set: newest ? { number: newest.number, sha256: newest.sha256, created_at: newest.created_at } : null,
      rules: rows.map((row) => ({
        ...describeRule(row),
        ...judgeRule(row),
        hits: row.hits,
        waiting: row.waiting,
        confirmed: row.confirmed,
        refused: row.refused,
        ignored: row.ignored,
        negated: row.negated,
        last_hit: row.last_hit,
      })),
    };
  },
});

type Watchlist = Awaited<ReturnType<typeof getWatchlist>>;
export type JudgedRule = Watchlist["rules"][number];
