import { z } from "zod";
import { countTables, findDatabaseFigures } from "@/db/queries/health/statistics";
import { readSealing } from "@/lib/audit/sealing-lag";
import { backupStanding } from "@/lib/backup/standing";
import { pool } from "@/lib/kernel/database";
import { query } from "@/lib/kernel/query";
import { canSeeStatistics } from "./policy";

/**
 * The database in detail: this process's connections, sizes, recent activity, migrations. Large tables are estimated and
 * say so. For those who may not see it, `checkReadiness` gives the bare status.
 */
export const getDatabaseHealth = query({
  action: "health.database.get",
  scope: "stats:read",
  input: z.object({}),
  allow: canSeeStatistics,
  run: async ({ tx }) => {
    const [tables, figures, sealing, backups] = await Promise.all([
      countTables(tx),
      findDatabaseFigures(tx),
      readSealing(tx),
      backupStanding(tx),
    ]);
    return {
      status: "ready" as const,
      server_version: figures.version,
      size_bytes: figures.size_bytes,
      pool: pool().usage(),
      connections: figures.connections,
      tables: Object.fromEntries(tables.map(({ name, rows, estimated }) => [name, { rows, estimated }])),
      recent_activity_24h: figures.recent_activity_24h,
      last_activity_at: figures.last_activity_at?.toISOString() ?? null,
      migrations: {
        applied: figures.migrations,
        last_created_at: figures.last_migration_at?.toISOString() ?? null,
      },
      sealing,
      /** `late`: the last good one is too old. */
      backups: backups.state,
      /** The newest that was restored for a look and found whole. */
      last_backup: backups.last
        ? {
            id: backups.last.id,
            name: backups.last.name,
            created_at: backups.last.created_at.toISOString(),
            size: backups.last.bytes,
            verified_at: backups.last.verified_at.toISOString(),
            verification_ms: backups.last.verification_ms,
          }
        : null,
    };
  },
});
