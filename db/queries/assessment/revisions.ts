import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ReviewStatus } from "@/db/schema/assessment/lead-comments";

/** A response as it was when it was judged, with the verdict. */
export interface JudgedRevisionRow {
  verdict: ReviewStatus;
  judged_at: Date;
  judged_by: string;
  version: number;
  option_id: number | null;
  option_ids: number[] | null;
  answer: string;
  maturity_score: number | null;
  not_applicable: boolean;
  not_applicable_reason: string;
  comment: string;
  evidence: { id: number; filename: string }[];
}

const findStatement = {
  name: "find_judged_revision",
  text: `select c.status as verdict, c.created_at as judged_at,
      ${personName("u")} as judged_by,
      v.version, v.option_id, v.option_ids, v.answer, v.maturity_score, v.not_applicable, v.not_applicable_reason, v.comment,
      (select coalesce(json_agg(json_build_object('id', e.id, 'filename', e.filename) order by e.id), '[]')
        from evidence e where e.organization_id = v.organization_id
          and e.id in (select i::integer from jsonb_array_elements_text(v.evidence_ids) i)) as evidence
    from lead_comments c
    join response_revisions v on v.response_id = c.response_id and v.version = c.response_version
    left join users u on u.id = c.author_id
    where c.organization_id = $1 and c.response_id = $2 and c.response_version < $3
      and c.status in ('approved', 'needs_revision', 'rejected', 'reopened')
      and not exists (select from lead_comments w where w.organization_id = c.organization_id and w.product_id = c.product_id
        and w.parent_comment_id = c.id and w.status = 'withdrawn')
    order by c.id desc limit 1`,
};

/** The version of a response that was judged last before the one named; undefined when none was. */
export async function findJudgedRevision(
  tx: Tx,
  organizationId: number,
  responseId: number,
  beforeVersion: number,
): Promise<JudgedRevisionRow | undefined> {
  return (await tx.send<JudgedRevisionRow>(findStatement, [organizationId, responseId, beforeVersion]))[0];
}
