import { z } from "zod";
import { countMigrations } from "@/db/queries/health/statistics";
import { query } from "@/lib/kernel/query";
import { anyone } from "./policy";

/**
 * Whether this process can serve: a connection, a transaction and the schema.
 * @throws Fault unavailable when the database is away
 */
export const checkReadiness = query({
  action: "health.ready.check",
  as: "system:health",
  input: z.object({}),
  allow: anyone,
  run: async ({ tx }) => {
    await countMigrations(tx);
    return { status: "ready" as const };
  },
});
