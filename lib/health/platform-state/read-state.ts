import { findArchives } from "@/db/queries/audit/archives";
import { findSealState } from "@/db/queries/audit/seal";
import { findPlatformRow } from "@/db/queries/health/platform-state";
import { findKeysStanding } from "@/db/queries/vault/rotation";
import { fingerprint } from "@/lib/audit/proof/checkpoint";
import { readSealing } from "@/lib/audit/sealing-lag";
import { nextRun } from "@/lib/backup/backup-input";
import { backupStanding } from "@/lib/backup/standing";
import { config } from "@/lib/kernel/config";
import type { Tx } from "@/lib/kernel/database";

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;

/**
 * How the service looks after itself at this moment, from its own records: the trail and its seal, backups, what is kept
 * how long, keys. Figures of the whole service; no organization, person, path or key is in it, so that it can be handed to
 * whoever assesses the service.
 */
export async function readPlatformState(tx: Tx) {
  const { encryptionKeys, auditMonths, roundDays, contentDays } = config();
  const [row, { last }, sealing, backups, archives, keys] = await Promise.all([
    findPlatformRow(tx, encryptionKeys[0]!.id),
    findSealState(tx),
    readSealing(tx),
    backupStanding(tx),
    findArchives(tx),
    findKeysStanding(tx),
  ]);
  const { settings } = backups;
  const { verification } = row;
  return {
    format: "securesphere.platform-state" as const,
    version: 1 as const,
    generated_at: row.now.toISOString(),
    audit: {
      /** What signs the trail, and the last that it signed: whoever keeps this can hold the trail against it later. */
      checkpoint: last
        ? {
            n: last.n,
            root: last.root,
            sealed_at: last.sealed_at,
            entries: last.total,
            key_fingerprint: fingerprint(last.public_key),
          }
        : null,
      /** Entries that wait to be sealed; 1000 stands for more. Milliseconds for which the oldest has. */
      unsealed: sealing.unsealed,
      lag_ms: sealing.lag_ms,
      late: sealing.late,
      last_verification:
        row.verified_at && verification
          ? {
              at: row.verified_at.toISOString(),
              ok: verification.ok,
              entries: verification.entries,
              checkpoints: verification.checkpoints,
              problems: verification.problem_count,
            }
          : null,
    },
    backups: {
      state: backups.state,
      enabled: settings.enabled,
      /** Five fields of cron, in UTC. */
      schedule: settings.schedule,
      next_at: settings.enabled ? iso(nextRun(settings.schedule, settings.queued_at)) : null,
      alarm_hours: settings.alarm_hours,
      keep: { days: settings.keep_days, weeks: settings.keep_weeks, months: settings.keep_months },
      /** The newest that was restored into a scratch server and found whole. */
      last_good: backups.last
        ? {
            created_at: backups.last.created_at.toISOString(),
            verified_at: backups.last.verified_at.toISOString(),
            verification_ms: backups.last.verification_ms,
            size: backups.last.bytes,
          }
        : null,
      last_tried: row.tried_at
        ? { created_at: row.tried_at.toISOString(), status: row.tried_status!, verification: row.tried_verification }
        : null,
    },
    retention: {
      /** Whole months that the trail keeps in the database besides the current one; null: all. */
      audit_months: auditMonths ?? null,
      archived_months: archives.length,
      /** Days after its close at which a round is archived; null: none is. */
      round_days: roundDays ?? null,
      /** Days after which messages that nobody needs at hand are archived; null: none are. */
      content_days: contentDays ?? null,
      /** Rules of agencies about what was imported, in days. */
      disposal: { rules: row.disposal_rules, shortest_days: row.shortest_days, longest_days: row.longest_days },
      legal_holds: row.holds,
    },
    keys: {
      ring_keys: encryptionKeys.length,
      current_since: iso(row.ring_since),
      data_keys: keys.current,
      oldest_data_key: iso(keys.oldest),
      retired_data_keys: keys.retired,
    },
  };
}

export type PlatformState = Awaited<ReturnType<typeof readPlatformState>>;
