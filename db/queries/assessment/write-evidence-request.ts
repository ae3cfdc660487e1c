import type { Tx } from "@/db/client";
import type { RequestKind, RequestStatus } from "@/db/schema/assessment/evidence-requests";

export interface NewRequest {
  organizationId: number;
  productId: number;
  questionId: number | null;
  responseId: number | null;
  kind: RequestKind;
  text: string;
  /** A day, ISO 8601. */
  dueOn: string | null;
  requestedBy: number;
  commentId: number;
}

const insertStatement = {
  name: "insert_evidence_request",
  text: `insert into evidence_requests (organization_id, product_id, question_id, response_id, kind, text, due_on, requested_by, comment_id)
    values ($1, $2, $3, $4, $5, $6, $7::date, $8, $9) returning id`,
};

export async function insertRequest(tx: Tx, r: NewRequest): Promise<number> {
  const { organizationId, productId, questionId, responseId, kind, text, dueOn, requestedBy, commentId } = r;
  const values = [organizationId, productId, questionId, responseId, kind, text, dueOn, requestedBy, commentId];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
}

const resolveStatement = {
  name: "resolve_evidence_request",
  text: `update evidence_requests set status = $2, resolution = $3, resolved_by = $4, resolved_at = now(), version = version + 1,
      updated_at = now()
    where id = $1 and status = 'open' and ($5::integer is null or version = $5) returning id`,
};

/** Closes a request that is open, at this version if one is named; says whether it was. */
export async function resolveRequest(
  tx: Tx,
  request: { id: number; status: RequestStatus; resolution: string; resolvedBy: number; version: number | null },
): Promise<boolean> {
  const { id, status, resolution, resolvedBy, version } = request;
  return (await tx.send(resolveStatement, [id, status, resolution, resolvedBy, version])).length > 0;
}

/** A request that a newly linked file fulfils. */
export interface FulfilledRow {
  id: number;
  requested_by: number;
  response_id: number;
  text: string;
}

// $1 organization, $2 product, $3 whose set, $4 question, $5 response, $6 who linked the file. A request before there was an
// answer is about the product's own.
const fulfilStatement = {
  name: "fulfil_evidence_requests",
  text: `update evidence_requests e set status = 'fulfilled', response_id = $5, resolved_by = $6, resolved_at = now(), version = version + 1,
      updated_at = now()
    where e.organization_id = $1 and e.product_id = $2 and e.kind = 'request' and e.status = 'open'
      and case when e.response_id is null
        then e.question_id = $4 and $3 = (select owner_id from products where id = $2) else e.response_id = $5 end
    returning e.id, e.requested_by, e.response_id, e.text`,
};

/** Closes what a file that was just linked to a response fulfils. */
export const fulfilRequests = (
  tx: Tx,
  link: {
    organizationId: number;
    productId: number;
    userId: number;
    questionId: number | null;
    responseId: number;
    linkedBy: number;
  },
): Promise<FulfilledRow[]> =>
  tx.send<FulfilledRow>(fulfilStatement, [
    link.organizationId,
    link.productId,
    link.userId,
    link.questionId,
    link.responseId,
    link.linkedBy,
  ]);
