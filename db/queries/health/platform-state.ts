import type { Statement, Tx } from "@/db/client";

/** What the database alone tells of how the service looks after itself. Figures of all organizations together, of none by name. */
export interface PlatformRow {
  now: Date;
  /** The last time that the whole trail was verified, as the trail has it. */
  verified_at: Date | null;
  verification: { ok: boolean; entries: number; checkpoints: number; problem_count: number } | null;
  /** The last backup that was tried, whatever came of it. */
  tried_at: Date | null;
  tried_status: "running" | "done" | "failed" | null;
  tried_verification: "passed" | "failed" | null;
  holds: number;
  /** Rules by which agencies dispose of what they hold, in days. */
  disposal_rules: number;
  shortest_days: number | null;
  longest_days: number | null;
  /** Since when the current key of the ring wraps data keys. */
  ring_since: Date | null;
}

const stateStatement: Statement = {
  name: "platform_state",
  text: `select now() as now, v.timestamp as verified_at, v.new_values as verification,
      b.created_at as tried_at, b.status as tried_status, b.verification as tried_verification,
      (select count(*)::int from legal_holds where lifted_at is null) as holds, r.*,
      (select min(created_at) from data_keys where ring_key_id = $1) as ring_since
    from (select count(*)::int as disposal_rules, min(days) as shortest_days, max(days) as longest_days from retention_rules) r
    left join (select timestamp, new_values from audit_log where action = 'VERIFY' and table_name = 'audit_log'
        and new_values ->> 'from' is null and new_values ->> 'to' is null order by timestamp desc limit 1) v on true
    left join (select created_at, status, verification from backups order by id desc limit 1) b on true`,
};

export const findPlatformRow = async (tx: Tx, ringKeyId: string): Promise<PlatformRow> =>
  (await tx.send<PlatformRow>(stateStatement, [ringKeyId]))[0]!;
