import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Marks the moment to which `backTo` returns the transaction. */
export async function mark(tx: Tx): Promise<void> {
  await tx.execute(sql`savepoint dry_run`);
}

/** Takes back everything written since the mark. */
export async function backTo(tx: Tx): Promise<void> {
  await tx.execute(sql`rollback to savepoint dry_run`);
}
