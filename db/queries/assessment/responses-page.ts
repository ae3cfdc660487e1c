import type { Tx } from "@/db/client";
import { evidenceOfAll } from "./evidence-json";

export interface ResponsesPageRow {
  organization_id: number;
  /** JSON text of the array of responses. */
  responses: string;
  /** Sort values of the last row, where more follow. */
  next_at: Date | null;
  next_id: number | null;
}

export interface ResponsesFilter {
  productId: number;
  userId: number | null;
  section: string | null;
  dimension: string | null;
  status: string | null;
  updatedSince: string | null;
  limit: number;
  before: { at: string; id: number } | null;
}

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// The page's JSON is built where the rows are and passed through: serialising 200 rows in Node costs three times as much.
const pageStatement = {
  name: "responses_page",
  text: `with page as (
      select r.*, row_number() over (order by r.updated_at desc, r.id desc) as place
      from questionnaire_responses r
      where r.product_id = $1 and r.dropped_at is null and ($2::integer is null or r.user_id = $2) and ($3::text is null or r.section = $3)
        and ($4::text is null or r.dimension = $4) and ($5::text is null or r.status = $5)
        and ($6::timestamptz is null or r.updated_at >= $6)
        and ($7::timestamptz is null or (r.updated_at, r.id) < ($7, $8::integer))
      order by r.updated_at desc, r.id desc limit $9::integer + 1),
    files as materialized ${evidenceOfAll("page")}
    select p.organization_id,
      (select '[' || coalesce(string_agg(json_build_object(
          'id', r.id, 'product_id', r.product_id, 'product_name', p.name, 'user_id', r.user_id, 'username', u.username,
          'organization', o.name, 'question_id', r.question_id, 'question', r.question, 'answer', r.answer,
          'option_id', r.option_id, 'option_ids', r.option_ids, 'asked', r.asked, 'section', r.section, 'dimension', r.dimension, 'subdimension', r.subdimension,
          'maturity_score', r.maturity_score, 'max_score', 5, 'score_source', r.score_source,
          'not_applicable', r.not_applicable, 'not_applicable_reason', r.not_applicable_reason, 'comment', r.comment,
          'evidence_path', f.evidence -> 0 ->> 'path', 'evidence', coalesce(f.evidence, '[]'),
          'status', r.status, 'version', r.version, 'created_at', ${time("r.created_at")}, 'updated_at', ${time("r.updated_at")}
        )::text, ',' order by r.place), '') || ']'
        from page r left join users u on u.id = r.user_id left join files f on f.response_id = r.id
        where r.place <= $9) as responses,
      (select r.updated_at from page r where r.place = $9 and exists (select from page m where m.place > $9)) as next_at,
      (select r.id from page r where r.place = $9 and exists (select from page m where m.place > $9)) as next_id
    from products p left join organizations o on o.id = p.organization_id where p.id = $1`,
};

/** One page of a product's responses, newest first, in one statement. Undefined: no such product within reach. */
export async function findResponsesPage(tx: Tx, filter: ResponsesFilter): Promise<ResponsesPageRow | undefined> {
  const { productId, userId, section, dimension, status, updatedSince, limit, before } = filter;
  const values = [
    productId,
    userId,
    section,
    dimension,
    status,
    updatedSince,
    before?.at ?? null,
    before?.id ?? null,
    limit,
  ];
  return (await tx.send<ResponsesPageRow>(pageStatement, values))[0];
}
