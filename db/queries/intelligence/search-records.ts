import type { Tx } from "@/db/client";

export interface RecordHits {
  cases: { id: number; number: string; title: string; status: string }[];
  subjects: { id: number; name: string; platform: string }[];
  osint: { id: number; query: string; connector: string; status: string }[];
}

// Few rows each: the cases the actor may see in the register, the accounts of a name, and the newest searches elsewhere.
const recordsStatement = {
  name: "search_records",
  text: `select
    (select coalesce(json_agg(r), '[]') from (
      select c.id, c.number, c.title, c.status from cases c where c.organization_id = $1
        and lower(c.number || ' ' || c.title || ' ' || c.type) like all ($2::text[]) order by c.id desc limit $4) r) as cases,
    (select coalesce(json_agg(r), '[]') from (
      select s.id, case when s.display_name <> '' then s.display_name else s.username end as name, s.platform
      from app.accounts_by_handle($1, array[$3]) a join subjects s on s.organization_id = $1 and s.id = a order by s.id limit $4) r) as subjects,
    (select coalesce(json_agg(r), '[]') from (
      select q.id, q.query, q.connector, q.status from (
        select * from osint_results q where q.organization_id = $1 order by q.id desc nulls last limit 5000) q
      where lower(q.query) like all ($2::text[]) order by q.id desc limit $4) r) as osint`,
};

/** Cases, accounts and searches in open sources that have all of these words, the newest first. */
export const findRecords = async (tx: Tx, organizationId: number, words: readonly string[], limit: number) =>
  (
    await tx.send<RecordHits>(recordsStatement, [
      organizationId,
      words.map((word) => `%${word.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`),
      words.join(" ").replace(/^@/, "").toLowerCase(),
      limit,
    ])
  )[0]!;
