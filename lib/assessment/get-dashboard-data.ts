import { z } from "zod";
import { readSystemStats } from "@/lib/health/get-system-stats";
import { query } from "@/lib/kernel/query";
import { readComparison } from "./compare-organizations";
import { readClientHome } from "./get-client-home";
import { readLeadHome } from "./get-lead-home";
import { inAssessment } from "./policy";

const MOST_ORGANIZATIONS = 20;

/** What the home of the caller's role shows: a client's work, a lead's reviews, a superuser's service and organizations. */
export const getDashboardData = query({
  action: "assessment.dashboard.get",
  input: z.object({}),
  allow: inAssessment,
  run: async ({ tx, actor }) => {
    if (actor.role === "client") return { role: actor.role, home: await readClientHome(tx, actor) };
    if (actor.role === "lead") return { role: actor.role, home: await readLeadHome(tx, actor) };
    const [stats, organizations] = await Promise.all([readSystemStats(tx), readComparison(tx, MOST_ORGANIZATIONS)]);
    return { role: "superuser" as const, home: { stats, organizations } };
  },
});
