import { z } from "zod";
import { listOwnTasksDue } from "@/db/queries/intelligence/case-tasks";
import { COUNTED_WAITING, countWaiting, listNewestImports, listOwnCases } from "@/db/queries/intelligence/figures";
import { listSavedSearchRows } from "@/db/queries/intelligence/saved-searches";
import { query } from "@/lib/kernel/query";
import { inIntelligence } from "./policy";

/** Cases that the home lists. */
const SHOWN_CASES = 10;

/** Kept searches that the home lists: those with the most that is new. */
const SHOWN_SEARCHES = 5;

/** What needs an analyst now: what waits for a decision, cases and tasks due, kept searches, what was brought in last. */
export const getHome = query({
  action: "intelligence.home.get",
  input: z.object({}),
  allow: inIntelligence,
  run: async ({ tx, actor }) => {
    const [waiting, cases, tasks, searches, imports] = await Promise.all([
      countWaiting(tx, actor.organizationId),
      listOwnCases(tx, actor.organizationId, actor.userId),
      listOwnTasksDue(tx, actor.organizationId, actor.userId),
      listSavedSearchRows(tx),
      listNewestImports(tx, actor.organizationId),
    ]);
    return {
      waiting: waiting.map(({ risk_level, count }) => ({
        risk_level,
        count: Math.min(count, COUNTED_WAITING),
        more: count > COUNTED_WAITING,
      })),
      cases: cases.slice(0, SHOWN_CASES),
      more_cases: cases.length > SHOWN_CASES,
      tasks,
      searches: searches
        .toSorted((a, b) => b.fresh - a.fresh)
        .slice(0, SHOWN_SEARCHES)
        .map(({ id, name, query: q, fresh }) => ({ id, name, q, fresh })),
      imports: imports.map((each) => ({ ...each, created_at: each.created_at.toISOString() })),
    };
  },
});

export type AnalystHomeData = Awaited<ReturnType<typeof getHome>>;
