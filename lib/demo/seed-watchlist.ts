import { insertWatchlist } from "@/db/queries/intelligence/watchlists";
import { addStarterRules } from "@/lib/intelligence/add-starter-rules";
import { STARTER_WATCHLIST } from "@/lib/intelligence/starter-watchlist";
import type { Tx } from "@/lib/kernel/database";

/** The demo's agency has a watchlist: what is imported is looked at by it. */
export async function seedWatchlist(tx: Tx, organizationId: number): Promise<void> {
  const { name, description } = STARTER_WATCHLIST;
  const watchlistId = await insertWatchlist(tx, { organizationId, name, description });
  await addStarterRules(tx, { organizationId, watchlistId, createdBy: null });
}
