import type { Statement, Tx } from "@/db/client";
import { isoTime } from "@/db/queries/kernel/iso-time";
import { type ActivityRow, pageColumns, shown, value } from "./activity-columns";

/** How many entries of the organization are looked at for a page: those of its other products are passed over. */
const SCANNED = 2_000;

/** Tables whose rows name their product. */
const direct = [
  ...["questionnaire_responses", "lead_comments", "product_members", "rounds", "snapshots", "reports"],
  ...["evidence_requests", "question_assignments", "actions", "targets"],
];

// What was made or taken away says whose it was itself; what was changed is looked up by its key. Of a snapshot whose answers
// were archived, nothing that the trail keeps did change.
const belongs = `a.new_values is distinct from '{}' and case a.table_name when 'products' then a.record_id = $2
  ${direct
    .map(
      (table) => `when '${table}' then case when a.action in ('INSERT', 'DELETE') then ${value("product_id")} = $2
      else exists (select from ${table} t where t.id = a.record_id and t.product_id = $2) end`,
    )
    .join("\n  ")}
  when 'response_evidence' then exists (
    select from questionnaire_responses r where r.id = ${value("response_id")} and r.product_id = $2)
  when 'evidence' then exists (select from response_evidence e join questionnaire_responses r on r.id = e.response_id
    where e.evidence_id = a.record_id and r.product_id = $2)
  else false end`;

const statement: Statement = {
  name: "product_activity",
  text: `with scan as materialized (
      select a.id, a.timestamp, a.user_id, a.actor, a.action, a.table_name, a.record_id, a.old_values, a.new_values from audit_log a
      where a.organization_id = $1 and a.timestamp <= least($3::timestamptz, now() + interval '1 day') and (a.timestamp, a.id) < ($3::timestamptz, $4::bigint)
      order by a.timestamp desc, a.id desc limit ${SCANNED}),
    edge as (select count(*)::integer as scanned, ${isoTime("min(s.timestamp)")} as edge_time,
      (array_agg(s.id order by s.timestamp, s.id))[1] as edge_id from scan s),
    page as (select ${pageColumns}
      from scan a where ${belongs} order by a.timestamp desc, a.id desc limit $5)
    select e.scanned, e.edge_time, e.edge_id, ${shown}
    from edge e left join page p on true order by p.timestamp desc, p.id desc`,
};

interface Place {
  timestamp: string;
  id: number;
}

/**
 * What happened to a product before a place in the trail, the newest first, as far as the reader reaches. `edge` is how far
 * was looked, where there is more behind it.
 */
export async function findProductActivity(
  tx: Tx,
  product: { id: number; organization_id: number },
  before: Place,
  limit: number,
): Promise<{ rows: ActivityRow[]; edge: Place | null }> {
  type Row = Omit<ActivityRow, "id"> & { id: number | null; scanned: number; edge_time: string; edge_id: number };
  const values = [product.organization_id, product.id, before.timestamp, before.id, limit];
  const found = await tx.send<Row>(statement, values);
  const { scanned, edge_time, edge_id } = found[0]!;
  return {
    rows: found.filter((row): row is Row & ActivityRow => row.id !== null),
    edge: scanned === SCANNED ? { timestamp: edge_time, id: edge_id } : null,
  };
}
