import { z } from "zod";
import { countContent } from "@/db/queries/intelligence/content-search";
import { findDueSearches, markSearchesChecked, type DueSearch } from "@/db/queries/intelligence/saved-searches";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { remind } from "@/lib/notify/notify";
import { readSearch } from "./search-query";
import { filterOf } from "./search-scope";

/** Searches that one transaction looks for. */
const BATCH = 20;
/** New messages that are counted; more are "100 or more". */
const MOST_COUNTED = 100;

const lookOutForSome = command({
  action: "intelligence.search.look-out",
  as: "job:look-out",
  input: z.object({}),
  allow: () => true,
  run: async ({ tx }) => {
    const due = await findDueSearches(tx, BATCH);
    const checked = [];
    for (const search of due) checked.push({ ...search, found: await countFresh(tx, search) });
    await remind(
      tx,
      checked
        .filter(({ found, fresh }) => found > 0 && fresh === 0)
        .map((search) => ({
          userId: search.user_id,
          organizationId: search.organization_id,
          kind: "search_found",
          subject: `“${search.name}” found ${inWords(search.found)}`,
          link: `/search?${new URLSearchParams({ q: search.query })}`,
          // Told once until its owner has looked.
          key: `search:${search.id}:${search.seen_at.getTime()}`,
        })),
    );
    if (checked.length > 0) await markSearchesChecked(tx, checked);
    return due.length;
  },
});

async function countFresh(tx: Tx, search: DueSearch): Promise<number> {
  const query = readSearch(search.query);
  const { organization_id: organizationId, checked_id: after, newest: until } = search;
  const { filter } = await filterOf(tx, organizationId, query);
  return countContent(tx, { organizationId, words: query.words ?? "", filter }, { after, until, most: MOST_COUNTED });
}

const inWords = (found: number) =>
  found === 1 ? "a new message" : `${found}${found >= MOST_COUNTED ? " or more" : ""} new messages`;

/**
 * Looks for every kept search among the messages that came in since it was last looked for, and tells its owner. May run
 * as often as one likes, on any number of replicas.
 */
export async function lookOut(): Promise<void> {
  while ((await lookOutForSome(systemCaller("job:look-out"), {})) === BATCH);
}
