import type { Statement, Tx } from "@/db/client";

const activityStatement: Statement = {
  name: "activity_by_day",
  text: "select to_char(on_day, 'YYYY-MM-DD') as date, entries as count from app.count_activity($1) order by on_day",
};

/** How many entries the trail gained each day (UTC) since a moment; days without any are left out. */
export async function countActivityByDay(tx: Tx, since: Date): Promise<{ date: string; count: number }[]> {
  return tx.send(activityStatement, [since]);
}
