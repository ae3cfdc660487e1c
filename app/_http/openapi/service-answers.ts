import { z } from "zod";
import { time } from "./answers";

export const statusSchema = z.strictObject({ status: z.enum(["live", "ready"]) }).meta({ id: "Status" });

export const databaseHealthSchema = z
  .union([
    statusSchema,
    z.strictObject({
      status: z.literal("ready"),
      server_version: z.string(),
      size_bytes: z.int(),
      pool: z.record(z.string(), z.number()).describe("Connections of the process that answered."),
      connections: z.int(),
      tables: z.record(z.string(), z.strictObject({ rows: z.int(), estimated: z.boolean() })),
      recent_activity_24h: z.int(),
      last_activity_at: time.nullable(),
      migrations: z.strictObject({ applied: z.int(), last_created_at: time.nullable() }),
      backups: z.enum(["good", "late", "none_yet", "off"]).describe("`late`: the last good one is too old."),
      last_backup: z
        .strictObject({
          id: z.int(),
          name: z.string(),
          created_at: time,
          size: z.int(),
          verified_at: time,
          verification_ms: z.int(),
        })
        .nullable()
        .describe("The newest that was restored for a look and found whole."),
      sealing: z.strictObject({
        unsealed: z.int().describe("Entries of the trail that wait to be sealed; 1000 stands for more."),
        lag_ms: z.number().describe("For how long the oldest of them has."),
        late: z.boolean().describe("Whether that is longer than the alarm allows."),
      }),
    }),
  ])
  .meta({ id: "DatabaseHealth" });

export const systemStatsSchema = z
  .strictObject({
    users_count: z.int(),
    products_count: z.int(),
    questionnaire_responses_count: z.int(),
    lead_comments_count: z.int(),
    user_invitations_count: z.int(),
    audit_log_count: z.int(),
    maturity_scores_count: z.int(),
    database_size_bytes: z.int(),
    recent_activity_24h: z.int(),
    estimated: z.array(z.string()),
  })
  .meta({ id: "SystemStats" });

const count = z.int();
export const platformStateSchema = z
  .strictObject({
    format: z.literal("securesphere.platform-state"),
    version: z.literal(1),
    generated_at: time,
    audit: z.strictObject({
      checkpoint: z
        .strictObject({
          n: count,
          root: z.string().describe("Of the Merkle tree, hexadecimal."),
          sealed_at: time,
          entries: count.describe("Sealed in all."),
          key_fingerprint: z.string(),
        })
        .nullable()
        .describe("The last one; null: nothing is sealed."),
      unsealed: count.describe("Entries that wait to be sealed; 1000 stands for more."),
      lag_ms: z.number(),
      late: z.boolean(),
      last_verification: z
        .strictObject({ at: time, ok: z.boolean(), entries: count, checkpoints: count, problems: count })
        .nullable()
        .describe("Of the whole trail; null: never, or in a month that left the database."),
    }),
    backups: z.strictObject({
      state: z.enum(["good", "late", "none_yet", "off"]),
      enabled: z.boolean(),
      schedule: z.string().describe("Five fields of cron, UTC."),
      next_at: time.nullable(),
      alarm_hours: count,
      keep: z.strictObject({ days: count, weeks: count, months: count }),
      last_good: z
        .strictObject({ created_at: time, verified_at: time, verification_ms: count, size: count })
        .nullable()
        .describe("The newest that was restored into a scratch server and found whole."),
      last_tried: z
        .strictObject({
          created_at: time,
          status: z.enum(["running", "done", "failed"]),
          verification: z.enum(["passed", "failed"]).nullable(),
        })
        .nullable(),
    }),
    retention: z.strictObject({
      audit_months: count.nullable().describe("Months of the trail in the database besides the current; null: all."),
      archived_months: count,
      round_days: count.nullable().describe("Days after which a closed round is archived; null: none is."),
      content_days: count.nullable().describe("Days after which old messages are archived; null: none are."),
      disposal: z.strictObject({
        rules: count,
        shortest_days: count.nullable(),
        longest_days: count.nullable(),
      }),
      legal_holds: count,
    }),
    keys: z.strictObject({
      ring_keys: count,
      current_since: time.nullable(),
      data_keys: count,
      oldest_data_key: time.nullable(),
      retired_data_keys: count,
    }),
  })
  .meta({ id: "PlatformState" });
