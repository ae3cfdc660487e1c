import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { EvidenceOrigin } from "@/db/schema/vault/evidence";
import { withdrawnOn } from "./evidence-json";

/** A document of the library, by its newest edition. Sizes in bytes, days ISO 8601. */
export interface LibraryRow {
  id: number;
  organization_id: number;
  organization: string;
  path: string;
  filename: string;
  title: string;
  description: string;
  sha256: string;
  size: number;
  media_type: string;
  expires_on: string | null;
  /** Whether somebody uploaded it, or the system wrote it. */
  origin: EvidenceOrigin;
  /** The day on which the notice that it tells of was withdrawn. */
  withdrawn_on: string | null;
  /** Which edition it is, from 1. */
  edition: number;
  /** Answers that any edition supports. */
  used_by: number;
  uploaded_by: string;
  created_at: Date;
  version: number;
}

const columns = `e.id, e.organization_id, coalesce(o.name, '') as organization, 'evidence/' || e.id || '/' || e.filename as path,
  e.filename, e.title, e.description, e.sha256, e.size, e.media_type, to_char(e.expires_on, 'YYYY-MM-DD') as expires_on,
  e.origin, ${withdrawnOn} as withdrawn_on, e.edition,
  (select count(distinct l.response_id) from evidence v
    join response_evidence l on l.organization_id = v.organization_id and l.evidence_id = v.id
    where v.organization_id = e.organization_id and v.document_id = e.document_id) as used_by,
  ${personName("u")} as uploaded_by, e.created_at, e.version`;
const tables = `evidence e left join organizations o on o.id = e.organization_id left join users u on u.id = e.uploaded_by`;
const newest = `not exists (select from evidence n where n.organization_id = e.organization_id and n.replaces_id = e.id)`;

// $1 organization, $2 tsquery, $3 media types as patterns, $4 expiring within days, $5 used or not, $6 product, $7 id of the
// last row, $8 limit
const listStatement = {
  name: "list_evidence_library",
  text: `select ${columns} from (
      select e.* from evidence e
      where e.workspace = 'assessment' and ${newest} and ($1::integer is null or e.organization_id = $1) and ($2::text is null or e.search @@ to_tsquery('simple', $2))
        and ($3::text[] is null or e.media_type like any ($3))
        and ($4::integer is null or e.expires_on <= current_date + $4::integer)
        and ($5::boolean is null or $5 = exists (select from evidence v
          join response_evidence l on l.organization_id = v.organization_id and l.evidence_id = v.id
          where v.organization_id = e.organization_id and v.document_id = e.document_id))
        and ($6::integer is null or exists (select from evidence v
          join response_evidence l on l.organization_id = v.organization_id and l.evidence_id = v.id
          join questionnaire_responses r on r.organization_id = l.organization_id and r.id = l.response_id
          where v.organization_id = e.organization_id and v.document_id = e.document_id and r.product_id = $6))
        and ($7::integer is null or e.id < $7)
      order by e.id desc limit $8) e
    left join organizations o on o.id = e.organization_id left join users u on u.id = e.uploaded_by
    order by e.id desc`,
};

export interface LibraryFilter {
  organizationId: number | null;
  /** A tsquery, or null for all. */
  words: string | null;
  /** Patterns of media types. */
  mediaTypes: string[] | null;
  /** Expired, or to expire within so many days. */
  expiringWithin: number | null;
  used: boolean | null;
  productId: number | null;
  /** The last row of the page before. */
  beforeId: number | null;
  limit: number;
}

/** One page of the documents within reach, the newest first. */
export const listLibrary = (tx: Tx, f: LibraryFilter): Promise<LibraryRow[]> =>
  tx.send<LibraryRow>(listStatement, [
    f.organizationId,
    f.words,
    f.mediaTypes,
    f.expiringWithin,
    f.used,
    f.productId,
    f.beforeId,
    f.limit,
  ]);

/** An edition of a document. */
export interface EditionRow extends LibraryRow {
  document_id: number;
  uploaded_by_id: number;
  /** Whether another replaces it. */
  replaced: boolean;
}

const editionColumns = `${columns}, e.document_id, e.uploaded_by as uploaded_by_id, not (${newest}) as replaced`;
const findStatement = {
  name: "find_evidence_edition",
  text: `select ${editionColumns} from ${tables} where e.id = $1`,
};

/** An edition within reach. */
export async function findEdition(tx: Tx, id: number): Promise<EditionRow | undefined> {
  return (await tx.send<EditionRow>(findStatement, [id]))[0];
}

const editionsStatement = {
  name: "list_evidence_editions",
  text: `select ${editionColumns} from ${tables} where e.organization_id = $1 and e.document_id = $2 order by e.edition desc limit 100`,
};

/** The editions of a document, the newest first. */
export const listEditions = (tx: Tx, organizationId: number, documentId: number): Promise<EditionRow[]> =>
  tx.send<EditionRow>(editionsStatement, [organizationId, documentId]);
