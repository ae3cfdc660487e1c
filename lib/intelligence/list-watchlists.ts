import { z } from "zod";
import { listWatchlistRows } from "@/db/queries/intelligence/watchlists";
import { query } from "@/lib/kernel/query";
import { inIntelligence } from "./policy";

/** The watchlists within reach, with how many hits wait and what was made of the others. Shows no content. */
export const listWatchlists = query({
  action: "intelligence.watchlist.list",
  scope: "intelligence:read",
  input: z.object({}),
  allow: inIntelligence,
  run: async ({ tx }) => ({ watchlists: await listWatchlistRows(tx) }),
});
