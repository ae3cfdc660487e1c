import type { Statement, Tx } from "@/db/client";

/** Someone who read a record, how often and when last. */
export interface ReaderRow {
  user_id: number;
  name: string;
  times: number;
  last: Date;
}

// Counted by person before names are looked up, since the policy of people costs a look-up a row.
const readersStatement: Statement = {
  name: "audit_readers",
  text: `select r.user_id, coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username, r.actor) as name, r.times, r.last
    from (
      select a.user_id, max(a.actor) as actor, count(*) as times, max(a.timestamp) as last from (
        select user_id, actor, timestamp from audit_log
        where record_id = any ($1::bigint[]) and table_name = $2 and action = 'READ' order by timestamp desc limit 2000) a
      where a.user_id is not null group by a.user_id order by last desc limit $3) r
    left join users u on u.id = r.user_id
    order by r.last desc`,
};

/** Who read these records of a table, within reach, whoever read last first. */
export const listReaders = (tx: Tx, table: string, ids: number[], limit: number): Promise<ReaderRow[]> =>
  tx.send<ReaderRow>(readersStatement, [ids, table, limit]);
