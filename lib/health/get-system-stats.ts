import { z } from "zod";
import { countTables, findDatabaseFigures } from "@/db/queries/health/statistics";
import type { Tx } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

const counted = [
  ...["users", "products", "questionnaire_responses", "lead_comments", "user_invitations", "audit_log"],
  "maturity_scores",
] as const;

/** Counts of rows, bytes, and how many entries the audit trail gained in 24 hours. */
export interface SystemStats {
  users_count: number;
  products_count: number;
  questionnaire_responses_count: number;
  lead_comments_count: number;
  user_invitations_count: number;
  audit_log_count: number;
  maturity_scores_count: number;
  database_size_bytes: number;
  recent_activity_24h: number;
  /** Which of the counts are the database's estimates, since counting would be slow. */
  estimated: string[];
}

/** The service in figures, under the names of the original system. */
export const getSystemStats = query({
  action: "health.stats.get",
  scope: "stats:read",
  input: z.object({}),
  allow: canSeeStatistics,
  run: ({ tx }) => readSystemStats(tx),
});

/** The figures, for a use case that may see them. */
export async function readSystemStats(tx: Tx): Promise<SystemStats> {
  const [tables, figures] = await Promise.all([countTables(tx, counted), findDatabaseFigures(tx)]);
  const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0;
  return {
    users_count: rowsOf("users"),
    products_count: rowsOf("products"),
    questionnaire_responses_count: rowsOf("questionnaire_responses"),
    lead_comments_count: rowsOf("lead_comments"),
    user_invitations_count: rowsOf("user_invitations"),
    audit_log_count: rowsOf("audit_log"),
    maturity_scores_count: rowsOf("maturity_scores"),
    database_size_bytes: figures.size_bytes,
    recent_activity_24h: figures.recent_activity_24h,
    estimated: tables.filter((table) => table.estimated).map((table) => `${table.name}_count`),
  };
}
