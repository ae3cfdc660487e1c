import { findLag } from "@/db/queries/audit/seal";
import type { Tx } from "@/lib/kernel/database";

/** Milliseconds the oldest unsealed entry may be old before it is an alarm. */
export const MOST_LAG_MS = Number(process.env.SECURESPHERE_SEAL_LAG_ALARM_MS || 60_000);

/** How far sealing is behind: how many entries wait (1000 stands for more), and for how long the oldest has. */
export async function readSealing(tx: Tx): Promise<{ unsealed: number; lag_ms: number; late: boolean }> {
  const { count, lag_ms: measured } = await findLag(tx);
  const lag_ms = Math.max(0, measured ?? 0);
  return { unsealed: count, lag_ms, late: lag_ms > MOST_LAG_MS };
}
