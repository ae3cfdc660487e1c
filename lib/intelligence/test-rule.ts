import { setImmediate } from "node:timers/promises";
import { sampleTexts } from "@/db/queries/intelligence/hunt";
import { findWatchlist } from "@/db/queries/intelligence/watchlists";
import { analyse, compileRules, type Detection, type RuleSet } from "./detection/analyse";
import { look } from "./look";
import { inIntelligence } from "./policy";
import { checkRule, ruleOf } from "./rule-words";
import { STRETCH } from "./stretch";
import { triedRuleInput } from "./watchlist-input";

/** How many of the newest messages a rule is tried on, and how many of its hits are shown. */
export const SAMPLE = 500;
const MOST_SHOWN = 10;

const EVERYWHERE = { sourceId: null, from: null, to: null };

/** Where rules hit in some messages: how many, how many of these harmless only, and the first few. */
export async function tryOn(
  ruleSet: RuleSet,
  rows: readonly {
    id: number;
    source_id: number;
    source: string;
    source_language: string;
    text: string;
    posted_at: Date | null;
  }[],
) {
  let hits = 0;
  let harmless = 0;
  const shown: { content_id: number; source: string; posted_at: Date | null; detection: Detection }[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % STRETCH === STRETCH - 1) await setImmediate();
    const language = row.source_language || undefined;
    const { detections, riskScore } = analyse(ruleSet, { text: row.text, sourceId: row.source_id, language });
    const [detection] = detections;
    if (!detection) continue;
    hits++;
    if (riskScore === null) harmless++;
    if (shown.length < MOST_SHOWN)
      shown.push({ content_id: row.id, source: row.source, posted_at: row.posted_at, detection });
  }
  return { sample: rows.length, hits, harmless, shown };
}

/** Tries a rule before it is saved: on a pasted text, and on the newest messages of the watchlist's agency. Keeps nothing. */
export const testRule = look({
  action: "intelligence.rule.test",
  scope: "intelligence:read",
  subject: "watchlist",
  input: triedRuleInput,
  target: (tx, { watchlist_id }) => findWatchlist(tx, watchlist_id),
  allow: inIntelligence,
  run: async ({ tx, target }, { text, watchlist_id: _watchlist, ...given }) => {
    checkRule(given);
    const everywhere = compileRules([{ ...ruleOf(1, given), sourceIds: [], languages: [] }]);
    const rows = await sampleTexts(tx, target.organization_id, EVERYWHERE, SAMPLE);
    return {
      pasted: text === "" ? null : analyse(everywhere, { text, sourceId: 0 }).detections,
      ...(await tryOn(compileRules([ruleOf(1, given)]), rows)),
    };
  },
  seen: ({ sample, hits }, { term, watchlist_id }, target) => ({
    table: "watchlists",
    recordId: watchlist_id,
    organizationId: target.organization_id,
    details: { rule: term, sample, hits },
  }),
});

export type RuleTest = Awaited<ReturnType<typeof testRule>>;
