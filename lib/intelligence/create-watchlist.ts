import { insertWatchlist } from "@/db/queries/intelligence/watchlists";
import { command } from "@/lib/kernel/command";
import { addStarterRules } from "./add-starter-rules";
import { inIntelligence } from "./policy";
import { newWatchlistInput } from "./watchlist-input";

export const watchlistConstraints = {
  watchlists_name_key: { path: "name", message: "is the name of another watchlist" },
};

/** Makes a watchlist of the actor's agency: empty, or with the rules that come with the service. */
export const createWatchlist = command({
  action: "intelligence.watchlist.create",
  scope: "intelligence:write",
  input: newWatchlistInput,
  allow: inIntelligence,
  constraints: watchlistConstraints,
  run: async ({ tx, actor }, { name, description, starter }) => {
    const { organizationId, userId } = actor;
    const id = await insertWatchlist(tx, { organizationId, name, description, createdBy: userId });
    if (starter) await addStarterRules(tx, { organizationId, watchlistId: id, createdBy: userId });
    return { id };
  },
});
