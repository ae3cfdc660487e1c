import type { Tx } from "@/db/client";

/** What a rule found in a message. Offsets count UTF-16 units; the end is outside. */
export interface FoundRow {
  content_id: number;
  keyword_id: number;
  matched_text: string;
  start_offset: number;
  end_offset: number;
  context: string;
  confidence_score: number;
  weight: number;
  negated: boolean;
}

const detectStatement = {
  name: "write_detections",
  text: `insert into detections as d (organization_id, content_id, keyword_id, rule_set_id, matched_text, start_offset, end_offset, context,
      confidence_score, weight, negated)
    select $1, r.content_id, r.keyword_id, $2, r.matched_text, r.start_offset, r.end_offset, r.context, r.confidence_score, r.weight, r.negated
      from jsonb_to_recordset($3::jsonb) as r(content_id bigint, keyword_id integer, matched_text text, start_offset integer,
        end_offset integer, context text, confidence_score real, weight real, negated boolean)
    on conflict (organization_id, content_id, keyword_id, start_offset) do update
      set rule_set_id = excluded.rule_set_id, matched_text = excluded.matched_text, end_offset = excluded.end_offset,
          context = excluded.context, confidence_score = excluded.confidence_score, weight = excluded.weight, negated = excluded.negated
      where d.status = 'new'
    returning d.content_id, (xmax = 0) as added`,
};

/** Writes what rules of a set found: the same again changes nothing, nor anything that somebody decided. The messages of those that are new, each once a detection. */
export async function writeDetections(tx: Tx, organizationId: number, ruleSetId: number, rows: readonly FoundRow[]) {
  const written = await tx.send<{ content_id: number; added: boolean }>(detectStatement, [
    organizationId,
    ruleSetId,
    JSON.stringify(rows),
  ]);
  return written.filter(({ added }) => added).map((each) => each.content_id);
}
