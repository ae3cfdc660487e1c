import { z } from "zod";
import { listComparedOrganizations } from "@/db/queries/assessment/compared-organizations";
import type { Tx } from "@/lib/kernel/database";
import { limit } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canCompareOrganizations } from "./compare-policy";
import { coverageOf } from "./scoring";

/** Organizations side by side for a superuser: score (0–5), coverage (0–1), what waits for review and since when. */
export const compareOrganizations = query({
  action: "assessment.organizations.compare",
  input: z.object({ limit: limit(100, 20) }),
  allow: canCompareOrganizations,
  run: ({ tx }, { limit }) => readComparison(tx, limit),
});

/** The comparison, for a use case that may see it. */
export const readComparison = async (tx: Tx, limit: number) =>
  (await listComparedOrganizations(tx, limit)).map((row) => ({
    id: row.id,
    name: row.name,
    products: row.products,
    leads: row.leads,
    score: row.score,
    coverage: coverageOf(row.answered, row.questions, 0),
    validatedCoverage: coverageOf(row.validated, row.questions, 0),
    waiting: row.waiting,
    waitingSince: row.waiting_since,
    lastActivity: row.last_activity,
  }));
