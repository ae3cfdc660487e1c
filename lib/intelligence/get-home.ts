import { z } from "zod";
import { COUNTED_WAITING, countWaiting, listNewestImports, listOwnCases } from "@/db/queries/intelligence/figures";
import { query } from "@/lib/kernel/query";
import { inIntelligence } from "./policy";

/** Cases that the home lists. */
const SHOWN_CASES = 10;

/** What needs an analyst now: what waits for a decision, the cases they work on, what was brought in last. */
export const getHome = query({
  action: "intelligence.home.get",
  input: z.object({}),
  allow: inIntelligence,
  run: async ({ tx, actor }) => {
    const [waiting, cases, imports] = await Promise.all([
      countWaiting(tx, actor.organizationId),
      listOwnCases(tx, actor.organizationId, actor.userId),
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
      imports: imports.map((each) => ({ ...each, created_at: each.created_at.toISOString() })),
    };
  },
});

export type AnalystHomeData = Awaited<ReturnType<typeof getHome>>;
