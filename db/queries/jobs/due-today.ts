import type { Statement, Tx } from "@/db/client";

const lockStatement: Statement = {
  name: "daily_clock_lock",
  text: "select pg_advisory_xact_lock(hashtextextended('daily ' || $1, 0))",
};
const dueStatement: Statement = {
  name: "daily_work_due",
  text: `select not exists (
      select from jobs where kind = $1 and user_id is null and created_at > now() - interval '20 hours') as due`,
};

/** Whether the clock has not asked for this kind of work today. One process at a time. */
export async function isDueToday(tx: Tx, kind: string): Promise<boolean> {
  await tx.send(lockStatement, [kind]);
  return (await tx.send<{ due: boolean }>(dueStatement, [kind]))[0]!.due;
}
