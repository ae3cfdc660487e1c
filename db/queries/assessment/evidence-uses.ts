import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";

/** An answer that an edition of a document supports. */
export interface EvidenceUseRow {
  response_id: number;
  evidence_id: number;
  edition: number;
  product_id: number;
  product: string;
  section_id: number | null;
  section: string;
  question_id: number | null;
  question: string;
  status: ResponseStatus;
  /** Whether the product is archived or its round closed: nothing of its answers changes. */
  read_only: boolean;
  /** Whether the actor may change what supports the answer. */
  is_own: boolean;
  added_by: string;
  added_at: Date;
}

// Who answers: the owner and members into the product's set, every client into a set of its own, superusers into any.
const own = `((select app.sees_all()) or r.user_id = (select app.actor_id()) or (r.user_id = p.owner_id and exists (
  select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id()))))`;

const usesStatement = {
  name: "list_evidence_uses",
  text: `select r.id as response_id, e.id as evidence_id, e.edition, r.product_id, p.name as product, d.section_id, r.section,
      q.id as question_id, r.question, r.status, p.archived_at is not null or p.round_closed as read_only, ${own} as is_own, ${personName("u")} as added_by,
      l.created_at as added_at
    from evidence e
    join response_evidence l on l.organization_id = e.organization_id and l.evidence_id = e.id
    join questionnaire_responses r on r.organization_id = l.organization_id and r.id = l.response_id
    join products p on p.organization_id = r.organization_id and p.id = r.product_id
    left join questions q on q.id = r.question_id and r.dropped_at is null
    left join dimensions d on d.id = q.dimension_id
    left join users u on u.id = l.added_by
    where e.organization_id = $1 and e.document_id = $2
    order by lower(p.name), p.id, r.id, e.edition limit $3`,
};

/** The answers that a document supports, by any of its editions. */
export const listEvidenceUses = (
  tx: Tx,
  document: { organizationId: number; documentId: number },
  limit: number,
): Promise<EvidenceUseRow[]> =>
  tx.send<EvidenceUseRow>(usesStatement, [document.organizationId, document.documentId, limit]);

const lockStatement = {
  name: "lock_sets_of_responses",
  text: `select s.id from answer_sets s where s.id in (
      select s2.id from questionnaire_responses r join answer_sets s2 on s2.product_id = r.product_id and s2.user_id = r.user_id
      where r.organization_id = $1 and r.id = any ($2::integer[]))
    order by s.id for update`,
};

// $1 organization, $2 responses, $3 the edition to link, $4 its document
const movableStatement = {
  name: "list_movable_responses",
  text: `select distinct r.id from questionnaire_responses r
    join products p on p.organization_id = r.organization_id and p.id = r.product_id and p.archived_at is null
      and not p.round_closed
    join response_evidence l on l.organization_id = r.organization_id and l.response_id = r.id
    join evidence e on e.organization_id = l.organization_id and e.id = l.evidence_id and e.document_id = $4 and e.id <> $3
    where r.organization_id = $1 and r.id = any ($2::integer[]) and r.status = 'draft' and r.dropped_at is null and ${own}
    order by r.id`,
};

/**
 * Of these responses, the drafts of the actor's that an older edition of the document supports. Their answer sets are
 * locked until the transaction ends.
 */
export async function lockMovable(
  tx: Tx,
  edition: { organizationId: number; id: number; documentId: number },
  responseIds: number[],
): Promise<number[]> {
  const { organizationId, id, documentId } = edition;
  // Sent together; the second sees what the first waited for.
  const [, rows] = await Promise.all([
    tx.send(lockStatement, [organizationId, responseIds]),
    tx.send<{ id: number }>(movableStatement, [organizationId, responseIds, id, documentId]),
  ]);
  return rows.map((row) => row.id);
}

const unlinkStatement = {
  name: "unlink_older_editions",
  text: `delete from response_evidence l using evidence e
    where l.organization_id = $1 and l.response_id = any ($2::integer[]) and e.organization_id = l.organization_id
      and e.id = l.evidence_id and e.document_id = $3 and e.id <> $4`,
};
const linkStatement = {
  name: "link_newer_edition",
  text: `insert into response_evidence (organization_id, response_id, evidence_id, added_by)
    select $1, r, $3, $4 from unnest($2::integer[]) r on conflict do nothing`,
};
const reviseStatement = {
  name: "revise_responses_evidence",
  text: `with changed as (
      update questionnaire_responses set version = version + 1, updated_at = now()
      where organization_id = $1 and id = any ($2::integer[]) returning *)
    insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source,
      not_applicable, not_applicable_reason, comment, status, evidence_ids, answered_by, option_ids)
    select r.organization_id, r.id, r.version, r.option_id, r.answer, r.maturity_score, r.score_source, r.not_applicable,
      r.not_applicable_reason, r.comment, r.status,
      (select coalesce(jsonb_agg(l.evidence_id order by l.id), '[]') from response_evidence l
        where l.organization_id = r.organization_id and l.response_id = r.id), $3, r.option_ids
    from changed r`,
};

/** Links the edition to these responses in place of the older ones, each as its next version. */
export async function moveLinks(
  tx: Tx,
  edition: { organizationId: number; id: number; documentId: number },
  responseIds: number[],
  movedBy: number,
): Promise<void> {
  const { organizationId, id, documentId } = edition;
  await tx.send(unlinkStatement, [organizationId, responseIds, documentId, id]);
  await tx.send(linkStatement, [organizationId, responseIds, id, movedBy]);
  await tx.send(reviseStatement, [organizationId, responseIds, movedBy]);
}
