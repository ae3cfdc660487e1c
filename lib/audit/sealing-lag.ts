import { findLag } from "@/db/queries/audit/seal";
import type { Tx } from "@/lib/kernel/database";

/** How far sealing is behind: how many entries wait (1000 stands for more), and for how long the oldest has. */
export async function readSealing(tx: Tx): Promise<{ unsealed: number; lag_ms: number; late: boolean }> {
  const { count, lag_ms: measured, most_ms } = await findLag(tx);
  const lag_ms = Math.max(0, measured ?? 0);
  return { unsealed: count, lag_ms, late: lag_ms > most_ms };
}
