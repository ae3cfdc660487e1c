import { findWatchlist, updateWatchlistRow } from "@/db/queries/intelligence/watchlists";
import { command } from "@/lib/kernel/command";
import { watchlistConstraints } from "./create-watchlist";
import { pinRules } from "./pin-rules";
import { inIntelligence } from "./policy";
import { changedWatchlistInput } from "./watchlist-input";

/** Renames a watchlist, or lays it aside and takes it up again: its rules find nothing meanwhile, and nothing is forgotten. */
export const updateWatchlist = command({
  action: "intelligence.watchlist.update",
  scope: "intelligence:write",
  subject: "watchlist",
  input: changedWatchlistInput,
  target: (tx, { watchlist_id }) => findWatchlist(tx, watchlist_id),
  allow: inIntelligence,
  constraints: watchlistConstraints,
  run: async ({ tx, actor, target }, { name, description, is_active: isActive }) => {
    const organizationId = target.organization_id;
    await updateWatchlistRow(tx, { id: target.id, organizationId }, { name, description, isActive });
    if (isActive !== undefined && isActive !== target.is_active) await pinRules(tx, organizationId, actor.userId);
    return { id: target.id };
  },
});
