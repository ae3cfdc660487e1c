import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

export interface Use {
  kind: "session" | "key";
  id: number;
  at: Date;
}

/** Notes when sessions and keys were last used, in one statement. */
export async function touchLastSeen(tx: Tx, uses: Use[]): Promise<void> {
  await tx.execute(sql`select app.touch(
    ${sql.param(uses.map((use) => use.kind))}::text[],
    ${sql.param(uses.map((use) => use.id))}::integer[],
    ${sql.param(uses.map((use) => use.at.toISOString()))}::timestamptz[])`);
}
