import { sql } from "drizzle-orm";
import { personName } from "@/db/queries/kernel/person-name";
import type { Tx } from "@/db/client";
import type { ResponseStatus } from "@/db/schema/assessment/questionnaire-responses";
import type { EvidenceOrigin } from "@/db/schema/vault/evidence";
import { withdrawnOn, type EvidenceItem } from "./evidence-json";

/** A product, or a response to one, that evidence is to be added to. */
export interface EvidencePlaceRow extends Record<string, unknown> {
  product_id: number;
  organization_id: number;
  owner_id: number;
  is_member: boolean;
  archived: boolean;
  /** Its round is closed. */
  closed: boolean;
  /** Whose answer set; the owner's where no response is named. */
  user_id: number;
  response_id: number | null;
  question_id: number | null;
  question: string | null;
  status: ResponseStatus | null;
}

const place = sql`p.id as product_id, p.organization_id, p.owner_id, p.archived_at is not null as archived, p.round_closed as closed,
  exists (select from product_members m where m.product_id = p.id and m.user_id = (select app.actor_id())) as is_member`;

export const findProductPlace = async (tx: Tx, productId: number) =>
  (
    await tx.execute<EvidencePlaceRow>(sql`
      select ${place}, p.owner_id as user_id, null as response_id, null as question_id, null as question, null as status
        from products p where p.id = ${productId}`)
  ).rows[0];

export const findResponsePlace = async (tx: Tx, responseId: number) =>
  (
    await tx.execute<EvidencePlaceRow>(sql`
      select ${place}, r.user_id, r.id as response_id, r.question_id, r.question, r.status
        from questionnaire_responses r
        join products p on p.organization_id = r.organization_id and p.id = r.product_id
       where r.id = ${responseId}`)
  ).rows[0];

export const unlinkEvidence = (tx: Tx, organizationId: number, responseId: number, evidenceId: number) =>
  tx.execute(sql`
    delete from response_evidence
     where organization_id = ${organizationId} and response_id = ${responseId} and evidence_id = ${evidenceId}`);

// These are sent past Drizzle, which leaves bigint as text.
const item = `e.id, 'evidence/' || e.id || '/' || e.filename as path, e.filename, e.sha256, e.size, e.media_type`;

const twinStatement = {
  name: "find_unlinked_twin",
  text: `select ${item} from evidence e
    where e.organization_id = $1 and e.workspace = 'assessment' and e.sha256 = $2 and e.uploaded_by = $3 and e.filename = $4 and e.created_at > $5
      and not exists (select from response_evidence l
                      where l.organization_id = e.organization_id and l.evidence_id = e.id)
    order by e.id desc limit 1`,
};

/** The same upload again, not yet linked to anything: what a retry after a lost answer finds. */
export async function findUnlinkedTwin(
  tx: Tx,
  twin: { organizationId: number; uploadedBy: number; sha256: string; filename: string; since: Date },
): Promise<EvidenceItem | undefined> {
  const values = [twin.organizationId, twin.sha256, twin.uploadedBy, twin.filename, twin.since];
  return (await tx.send<EvidenceItem>(twinStatement, values))[0];
}

/** A file of a response, with who added it when: what screens list. */
export interface ListedEvidence extends EvidenceItem {
  response_id: number;
  /** The last day on which it proves anything; null: no end. */
  expires_on: string | null;
  /** Whether somebody uploaded it, or the system wrote it. */
  origin: EvidenceOrigin;
  /** The day on which the notice that it tells of was withdrawn. */
  withdrawn_on: string | null;
  added_by: string;
  added_at: Date;
}

const listStatement = {
  name: "list_evidence_of",
  text: `select l.response_id, ${item}, to_char(e.expires_on, 'YYYY-MM-DD') as expires_on, e.origin,
      ${withdrawnOn} as withdrawn_on, l.created_at as added_at,
      ${personName("u")} as added_by
    from questionnaire_responses r
    join response_evidence l on l.organization_id = r.organization_id and l.response_id = r.id
    join evidence e on e.id = l.evidence_id
    left join users u on u.id = l.added_by
    where r.id = any ($1::integer[]) order by l.response_id, l.id`,
};

/** The evidence of these responses, in the order it was added. */
export const listEvidenceOf = (tx: Tx, responseIds: number[]): Promise<ListedEvidence[]> =>
  tx.send<ListedEvidence>(listStatement, [responseIds]);
