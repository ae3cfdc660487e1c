import type { EvidenceOrigin } from "@/db/schema/vault/evidence";
import { personName } from "@/db/queries/kernel/person-name";

const list = `json_agg(json_build_object('id', e.id, 'path', 'evidence/' || e.id || '/' || e.filename,
  'filename', e.filename, 'sha256', e.sha256, 'size', e.size, 'media_type', e.media_type) order by l.id)`;

/** JSON array of the evidence linked to the response `alias`, oldest first. */
export const evidenceOf = (alias: string) => `(select coalesce(${list}, '[]')
  from response_evidence l join evidence e on e.id = l.evidence_id where l.organization_id = ${alias}.organization_id and l.response_id = ${alias}.id)`;

/** The same for all responses of the relation `responses` that have any, in one pass: `response_id`, `evidence`. */
export const evidenceOfAll = (responses: string) => `(select l.response_id, ${list} as evidence
  from ${responses} r join response_evidence l on l.organization_id = r.organization_id and l.response_id = r.id
  join evidence e on e.id = l.evidence_id group by l.response_id)`;

/** A file that supports a response, as the API shows it. Size in bytes. */
export interface EvidenceItem {
  id: number;
  path: string;
  filename: string;
  sha256: string;
  size: number;
  media_type: string;
}

/** The day on which the notice that a file `e` tells of was withdrawn; null: there is none, or it stands. */
export const withdrawnOn = `(select to_char(x.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD') from exposure_notices x
  where x.organization_id = e.organization_id and x.evidence_id = e.id)`;

/** As `evidenceOf`, with who added each file when: for screens. */
export const listedEvidenceOf = (alias: string) => `(select coalesce(json_agg(json_build_object('id', e.id,
  'path', 'evidence/' || e.id || '/' || e.filename, 'filename', e.filename, 'sha256', e.sha256, 'size', e.size,
  'media_type', e.media_type, 'expires_on', to_char(e.expires_on, 'YYYY-MM-DD'), 'origin', e.origin, 'withdrawn_on', ${withdrawnOn}, 'added_at', to_char(l.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'added_by', ${personName("b")}) order by l.id), '[]')
  from response_evidence l join evidence e on e.id = l.evidence_id left join users b on b.id = l.added_by
  where l.organization_id = ${alias}.organization_id and l.response_id = ${alias}.id)`;

/** `added_at` and `expires_on` are ISO 8601, in UTC. */
export interface ListedEvidenceItem extends EvidenceItem {
  /** The last day on which it proves anything; null: no end. */
  expires_on: string | null;
  origin: EvidenceOrigin;
  withdrawn_on: string | null;
  added_by: string;
  added_at: string;
}
