import type { Tx } from "@/db/client";

/** Evidence that expires, and someone to be reminded of it. */
export interface ExpiringEvidenceRow {
  user_id: number;
  organization_id: number;
  /** A product whose answers it supports; null while it supports none. */
  product_id: number | null;
  evidence_id: number;
  /** Names the file, the same whenever it is asked for: `evidence:12`. */
  subject: string;
  /** A day, ISO 8601. */
  expires_on: string;
  title: string;
}

// Of a document only its newest edition expires. The product's owner is told, and without a product who uploaded it.
const expiringStatement = {
  name: "list_expiring_evidence",
  text: `select u.id as user_id, e.organization_id, w.product_id, e.id as evidence_id, 'evidence:' || e.id as subject,
      to_char(e.expires_on, 'YYYY-MM-DD') as expires_on, case when e.title = '' then e.filename else e.title end as title
    from evidence e
    left join lateral (
      select p.owner_id, min(p.id) as product_id
      from evidence v
      join response_evidence l on l.organization_id = v.organization_id and l.evidence_id = v.id
      join questionnaire_responses r on r.organization_id = l.organization_id and r.id = l.response_id
      join products p on p.organization_id = r.organization_id and p.id = r.product_id and p.archived_at is null
      where v.organization_id = e.organization_id and v.document_id = e.document_id
      group by p.owner_id) w on true
    join users u on u.id = case when w.owner_id is null then e.uploaded_by else w.owner_id end
      and u.is_active and u.role = 'client' and u.organization_id = e.organization_id
    where e.expires_on is not null and e.expires_on <= $1::date
      and not exists (select from evidence n where n.organization_id = e.organization_id and n.replaces_id = e.id)
    order by e.expires_on, e.id, u.id`,
};

/** Newest editions that expire by a day (ISO 8601), expired ones included. */
export const listExpiringEvidence = (tx: Tx, until: string): Promise<ExpiringEvidenceRow[]> =>
  tx.send<ExpiringEvidenceRow>(expiringStatement, [until]);
