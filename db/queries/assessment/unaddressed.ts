import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** What changed in a response since a lead sent it back. */
export interface SentBackRow {
  response_id: number;
  question: string;
  /** `reopened`: approved once, and unlocked to be revised. */
  verdict: "needs_revision" | "rejected" | "reopened";
  answer_changed: boolean;
  comment_changed: boolean;
  evidence_added: boolean;
  evidence_changed: boolean;
}

// By what they say: a move to another version of the questionnaire gives the same options other ids.
const chosen = (row: "r" | "j") =>
  sql.raw(`(select jsonb_agg(jsonb_build_array(o.text, o.score) order by o.text, o.score) from options o
        where o.id = ${row}.option_id or o.id = any (${row}.option_ids)), ${row}.option_ids is null`);

/**
 * Of these responses, those whose last verdict sent them back, compared with the version that was judged. What was said in
 * an earlier round holds nothing back.
 */
export async function listSentBack(tx: Tx, responseIds: number[]): Promise<SentBackRow[]> {
  const result = await tx.execute<SentBackRow & Record<string, unknown>>(sql`
    select r.id as response_id, r.question, v.status as verdict,
      (${chosen("r")}, r.answer, r.not_applicable) is distinct from (${chosen("j")}, j.answer, j.not_applicable) as answer_changed,
      r.comment is distinct from j.comment as comment_changed,
      exists (select from unnest(now_linked.ids) i where not j.evidence_ids @> to_jsonb(i)) as evidence_added,
      to_jsonb(now_linked.ids) is distinct from j.evidence_ids as evidence_changed
    from questionnaire_responses r
    join rounds o on o.organization_id = r.organization_id and o.product_id = r.product_id and o.closed_at is null
    join lateral (select c.status, c.response_version, c.created_at from lead_comments c
      where c.organization_id = r.organization_id and c.response_id = r.id and c.status is not null
      order by c.id desc limit 1) v on v.status in ('needs_revision', 'rejected', 'reopened')
      and (o.number = 1 or v.created_at >= o.started_at)
    join response_revisions j on j.response_id = r.id and j.version = v.response_version
    cross join lateral (select coalesce(array_agg(l.evidence_id order by l.id), '{}') as ids from response_evidence l
      where l.organization_id = r.organization_id and l.response_id = r.id) now_linked
    where r.id = any (${sql.param(responseIds)}::integer[])`);
  return result.rows;
}
