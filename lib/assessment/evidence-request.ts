import type { EvidenceRequestRow } from "@/db/queries/assessment/evidence-requests";
import type { RequestKind, RequestStatus } from "@/db/schema/assessment/evidence-requests";
import type { Actor } from "@/lib/kernel/actor";
import { today } from "@/lib/kernel/today";
import { canAnswerRequests, canRequestEvidence } from "./evidence-policy";
import { questionPath, requestsPath, reviewPath } from "./links";

/** What is wanted as evidence, as the API shows it. Days and times are ISO 8601. */
export interface EvidenceRequest {
  id: number;
  kind: RequestKind;
  status: RequestStatus;
  text: string;
  due_on: string | null;
  overdue: boolean;
  product_id: number;
  product: string;
  organization_id: number;
  organization: string;
  section: string;
  question_id: number | null;
  question: string;
  response_id: number | null;
  comment_id: number;
  requested_by: number;
  requester: string;
  resolved_by: string;
  resolved_at: string | null;
  resolution: string;
  version: number;
  created_at: string;
  /** Where whoever asks deals with it. */
  link: string;
  /** What whoever asks may do with it now. */
  can: { fulfil: boolean; decline: boolean; answer: boolean; withdraw: boolean };
}

/** What permission needs to know of the product that a request is about. */
export const requestAccess = (row: EvidenceRequestRow) => ({
  organizationId: row.organization_id,
  ownerId: row.owner_id,
  isMember: row.is_member,
  archived: row.archived,
});

export function describeRequest(row: EvidenceRequestRow, actor: Actor): EvidenceRequest {
  const open = row.status === "open";
  const reviews = canRequestEvidence(actor, requestAccess(row));
  const answers = canAnswerRequests(actor, requestAccess(row));
  const wanted = row.kind === "request";
  const { product_id: productId, section_id: sectionId, question_id: questionId } = row;
  const reviewed = row.response_id === null ? requestsPath(productId) : reviewPath(row.response_id);
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    text: row.text,
    due_on: row.due_on,
    overdue: open && row.due_on !== null && row.due_on < today(),
    product_id: productId,
    product: row.product,
    organization_id: row.organization_id,
    organization: row.organization,
    section: row.section,
    question_id: questionId,
    question: row.question,
    response_id: row.response_id,
    comment_id: row.comment_id,
    requested_by: row.requested_by,
    requester: row.requester,
    resolved_by: row.resolved_by,
    resolved_at: row.resolved_at?.toISOString() ?? null,
    resolution: row.resolution,
    version: row.version,
    created_at: row.created_at.toISOString(),
    link: actor.role === "client" ? questionPath({ productId, sectionId, questionId }, true) : reviewed,
    can: {
      fulfil: open && wanted && answers && row.response_status !== "approved",
      decline: open && wanted && answers,
      answer: open && !wanted && reviews,
      withdraw: open && (wanted ? reviews : answers),
    },
  };
}
