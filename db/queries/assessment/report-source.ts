import type { Statement, Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ActionStatus } from "@/db/schema/assessment/actions";
import { targetsOfProduct, type TargetRow } from "./plan";

/** What a report says besides its snapshot. */
export interface ReportSourceRow {
  id: number;
  organization_id: number;
  organization: string;
  name: string;
  description: string;
  owner: string;
  target_level: number | null;
  source: string;
  licence: string;
  attribution: string;
  trend: { taken_at: string; overall_score: number; validated_score: number | null }[];
  targets: TargetRow[];
  actions: {
    title: string;
    owner: string;
    due_on: string | null;
    status: ActionStatus;
    effort: number | null;
    questions: string[];
  }[];
  evidence: { sha256: string; filename: string; size: number; uploaded_at: string }[];
}

const sourceStatement: Statement = {
  name: "report_source",
  text: `select p.id, p.organization_id, o.name as organization, p.name, p.description, p.target_level,
      ${personName("u")} as owner, n.source, n.licence, n.attribution,
      (select coalesce(json_agg(d order by d.taken_at), '[]') from (
        select distinct on (date_trunc('day', t.taken_at)) t.taken_at, t.overall_score, t.validated_score from snapshots t
        where t.organization_id = s.organization_id and t.product_id = s.product_id and t.user_id = s.user_id and t.taken_at <= s.taken_at
        order by date_trunc('day', t.taken_at) desc, t.taken_at desc limit 60) d) as trend,
      (select coalesce(json_agg(f order by f.filename, f.sha256), '[]') from (
        select distinct on (e.sha256) e.sha256, e.filename, e.size, e.created_at as uploaded_at from evidence e
        where e.organization_id = s.organization_id and e.sha256 = any ($2::text[]) order by e.sha256, e.id) f) as evidence,
      ${targetsOfProduct} as targets,
      (select coalesce(json_agg(x order by x.position, x.id), '[]') from (
        select a.id, a.position, a.title, a.due_on::text, a.status, a.effort,
          ${personName("w")} as owner,
          (select coalesce(json_agg(q.code order by q.code), '[]') from action_questions k join questions q on q.id = k.question_id
            where k.organization_id = a.organization_id and k.action_id = a.id) as questions
        from actions a left join users w on w.id = a.owner_id
        where a.organization_id = p.organization_id and a.product_id = p.id and a.status <> 'dropped'
        order by a.position, a.id limit 500) x) as actions
    from snapshots s
    join products p on p.organization_id = s.organization_id and p.id = s.product_id
    join organizations o on o.id = p.organization_id
    join questionnaire_versions v on v.id = s.questionnaire_version_id
    join questionnaires n on n.id = v.questionnaire_id
    left join users u on u.id = p.owner_id
    where s.id = $1`,
};

/** The product of a snapshot, its questionnaire's origin, its trend until then, and the files of these hashes. */
export async function findReportSource(
  tx: Tx,
  snapshotId: number,
  hashes: readonly string[],
): Promise<ReportSourceRow | undefined> {
  return (await tx.send<ReportSourceRow>(sourceStatement, [snapshotId, hashes]))[0];
}
