import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { RequestKind, RequestStatus } from "@/db/schema/assessment/evidence-requests";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";

/** A request for evidence, or a question what would satisfy, with the answer it is about. Days are ISO 8601. */
export interface EvidenceRequestRow {
  id: number;
  organization_id: number;
  organization: string;
  product_id: number;
  product: string;
  owner_id: number;
  is_member: boolean;
  archived: boolean;
  section_id: number | null;
  section: string;
  question_id: number | null;
  question: string;
  response_id: number | null;
  response_status: ResponseStatus | null;
  kind: RequestKind;
  text: string;
  due_on: string | null;
  status: RequestStatus;
  requested_by: number;
  requester: string;
  comment_id: number;
  resolved_by: string;
  resolved_at: Date | null;
  resolution: string;
  version: number;
  created_at: Date;
}

const isMember = `exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id()))`;

// Asked before there was an answer, it is about the answer that has come since: the product's own.
const columns = `e.id, e.organization_id, coalesce(o.name, '') as organization, e.product_id, p.name as product, p.owner_id,
  ${isMember} as is_member, p.archived_at is not null as archived, d.section_id, coalesce(s.title, r.section, '') as section,
  e.question_id, coalesce(q.text, r.question, '') as question, r.id as response_id, r.status as response_status, e.kind, e.text,
  to_char(e.due_on, 'YYYY-MM-DD') as due_on, e.status, e.requested_by, ${personName("u")} as requester, e.comment_id,
  ${personName("b")} as resolved_by, e.resolved_at, e.resolution, e.version, e.created_at`;
const tables = `evidence_requests e
  join products p on p.organization_id = e.organization_id and p.id = e.product_id
  left join organizations o on o.id = e.organization_id
  left join questions q on q.id = e.question_id
  left join dimensions d on d.id = q.dimension_id
  left join sections s on s.id = d.section_id
  left join lateral (select r.id, r.status, r.question, r.section from questionnaire_responses r
    where r.organization_id = e.organization_id and case when e.response_id is null
      then r.product_id = e.product_id and r.user_id = p.owner_id and r.question_id = e.question_id
      else r.id = e.response_id end limit 1) r on true
  left join users u on u.id = e.requested_by
  left join users b on b.id = e.resolved_by`;

const findStatement = { name: "find_evidence_request", text: `select ${columns} from ${tables} where e.id = $1` };

export async function findEvidenceRequest(tx: Tx, id: number): Promise<EvidenceRequestRow | undefined> {
  return (await tx.send<EvidenceRequestRow>(findStatement, [id]))[0];
}

// $1 organization, $2 product, $3 question, $4 response, $5 kind, $6 open or not, $7 only what the actor answers for, $8 id of
// the last row, $9 limit
const listStatement = {
  name: "list_evidence_requests",
  text: `select ${columns} from ${tables}
    where ($1::integer is null or e.organization_id = $1) and ($2::integer is null or e.product_id = $2)
      and ($3::integer is null or e.question_id = $3) and ($4::integer is null or r.id = $4)
      and ($5::text is null or e.kind = $5) and ($6::boolean is null or (e.status = 'open') = $6)
      and (not $7::boolean or (p.archived_at is null and (p.owner_id = (select app.actor_id()) or ${isMember})))
      and ($8::integer is null or e.id < $8)
    order by e.id desc limit $9`,
};

export interface RequestFilter {
  organizationId?: number;
  productId?: number;
  questionId?: number;
  responseId?: number;
  kind?: RequestKind;
  open?: boolean;
  /** Only about products that the actor answers for. */
  own?: boolean;
  beforeId?: number;
  limit: number;
}

/** One page of the requests within reach, the newest first. */
export const listRequests = (tx: Tx, f: RequestFilter): Promise<EvidenceRequestRow[]> =>
  tx.send<EvidenceRequestRow>(listStatement, [
    f.organizationId ?? null,
    f.productId ?? null,
    f.questionId ?? null,
    f.responseId ?? null,
    f.kind ?? null,
    f.open ?? null,
    f.own ?? false,
    f.beforeId ?? null,
    f.limit,
  ]);

export interface OpenRequestRow {
  id: number;
  question_id: number;
  kind: RequestKind;
  text: string;
  due_on: string | null;
  requester: string;
  requested_by: number;
  created_at: Date;
}

const ofQuestionsStatement = {
  name: "list_open_requests_of_questions",
  text: `select e.id, e.question_id, e.kind, e.text, to_char(e.due_on, 'YYYY-MM-DD') as due_on, ${personName("u")} as requester,
      e.requested_by, e.created_at
    from evidence_requests e left join users u on u.id = e.requested_by
    where e.product_id = $1 and e.question_id = any ($2::integer[]) and e.status = 'open'
      and e.organization_id = (select organization_id from products where id = $1)
    order by e.id`,
};

/** What is open about these questions of a product. */
export const listOpenRequests = (tx: Tx, productId: number, questionIds: number[]): Promise<OpenRequestRow[]> =>
  tx.send<OpenRequestRow>(ofQuestionsStatement, [productId, questionIds]);
