import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { caseEvents } from "@/db/schema/intelligence/case-events";

interface CaseEventRow {
  id: number;
  category: "evidence" | "work";
  kind: string;
  happened_at: Date;
  /** To the microsecond, as the cursor wants it. */
  happened_text: string;
  title: string;
  detail: string;
  content_id: number | null;
  exhibit_id: number | null;
  exhibit_number: number | null;
  created_by: number;
  author: string;
  created_at: Date;
}

interface EventFilter {
  caseId: number;
  category: string | null;
  kind: string | null;
  from: string | null;
  to: string | null;
  after: { at: string; id: number } | null;
  limit: number;
}

const listStatement = {
  name: "list_case_events",
  text: `select e.id, e.category, e.kind, e.happened_at, to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as happened_text,
      e.title, e.detail, e.content_id, e.exhibit_id, x.number as exhibit_number, e.created_by, ${personName("u")} as author, e.created_at
    from case_events e left join users u on u.id = e.created_by
    left join exhibits x on x.organization_id = e.organization_id and x.id = e.exhibit_id
    where e.case_id = $1 and ($2::text is null or e.category = $2) and ($3::text is null or e.kind = $3)
      and ($4::date is null or e.happened_at >= $4::date) and ($5::date is null or e.happened_at < $5::date + 1)
      and ($6::timestamptz is null or (e.happened_at, e.id) < ($6::timestamptz, $7))
    order by e.happened_at desc, e.id desc limit $8`,
};

/** One page of what happened in and around a case, the latest first. */
export const listEventRows = (tx: Tx, filter: EventFilter): Promise<CaseEventRow[]> =>
  tx.send<CaseEventRow>(listStatement, [
    filter.caseId,
    filter.category,
    filter.kind,
    filter.from,
    filter.to,
    filter.after?.at ?? null,
    filter.after?.id ?? null,
    filter.limit,
  ]);

export type NewCaseEvent = typeof caseEvents.$inferInsert;

export async function insertEvents(tx: Tx, rows: NewCaseEvent[]): Promise<void> {
  if (rows.length > 0) await tx.insert(caseEvents).values(rows);
}
