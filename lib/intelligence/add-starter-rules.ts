import { insertKeywords } from "@/db/queries/intelligence/watchlists";
import type { Tx } from "@/lib/kernel/database";
import { pinRules } from "./pin-rules";
import { starterRules } from "./starter-watchlist";

/** Puts the rules that come with the service into a watchlist, and keeps a copy of what is active now. */
export async function addStarterRules(
  tx: Tx,
  place: { organizationId: number; watchlistId: number; createdBy: number | null },
): Promise<void> {
  const rows = starterRules().map(({ id: _number, ...rule }) => ({
    ...rule,
    aliases: [...rule.aliases],
    terms: [...rule.terms],
    languages: [...rule.languages],
    sourceIds: [...rule.sourceIds],
    negativeContext: [...rule.negativeContext],
    ...place,
  }));
  await insertKeywords(tx, rows);
  await pinRules(tx, place.organizationId, place.createdBy);
}
