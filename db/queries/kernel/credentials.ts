import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Which of these credentials still let somebody in. */
export async function findValid(
  tx: Tx,
  credentials: readonly { kind: "session" | "key"; hash: Buffer }[],
  idleSeconds: number,
): Promise<Buffer[]> {
  const hashes = credentials.map(({ hash }) => `\\x${hash.toString("hex")}`);
  const { rows } = await tx.execute(sql`select * from app.valid_credentials(
    ${sql.param(credentials.map(({ kind }) => kind))}::text[], ${sql.param(hashes)}::bytea[], ${idleSeconds}) as hash`);
  return (rows as { hash: Buffer }[]).map(({ hash }) => hash);
}
