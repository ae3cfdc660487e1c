import type { Statement, Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { ExposureKind, ExposureMarking } from "@/db/schema/intelligence/exposure-filings";

/** What an agency filed about an identifier. */
export interface FilingRow {
  id: number;
  organization_id: number;
  identifier_id: number;
  reference: string;
  kind: ExposureKind;
  marking: ExposureMarking;
  domain: string;
  filed_by: string;
  created_at: Date;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
  withdrawal_reason: string;
}

const columns = `f.id, f.organization_id, f.identifier_id, f.reference, f.kind, f.marking, f.domain, f.created_at, f.withdrawn_at,
  f.withdrawal_reason, ${personName("b")} as filed_by, case when w.id is not null then ${personName("w")} end as withdrawn_by`;
const tables = "exposure_filings f left join users b on b.id = f.filed_by left join users w on w.id = f.withdrawn_by";

const listStatement: Statement = {
  name: "list_exposure_filings",
  text: `select ${columns} from ${tables}
    where f.organization_id = case when $1::integer is null then f.organization_id else $1 end
      and f.identifier_id = case when $2::integer is null then f.identifier_id else $2 end
      and ($3::integer is null or f.id < $3) order by f.id desc limit $4`,
};

/** The newest first, of an agency or about an identifier where one is named. */
export const listFilings = (
  tx: Tx,
  of: { organizationId?: number; identifierId?: number; beforeId?: number; limit: number },
) =>
  tx.send<FilingRow>(listStatement, [
    of.organizationId ?? null,
    of.identifierId ?? null,
    of.beforeId ?? null,
    of.limit,
  ]);

const findStatement: Statement = {
  name: "find_exposure_filing",
  text: `select ${columns} from ${tables} where f.id = $1`,
};

export const findFiling = async (tx: Tx, id: number): Promise<FilingRow | undefined> =>
  (await tx.send<FilingRow>(findStatement, [id]))[0];

const domainStatement: Statement = { name: "exposed_domain", text: "select app.exposed_domain($1) as domain" };

/** The part of a verified identifier that is a domain of an organization here, whose is not said; null: none. */
export const findExposedDomain = async (tx: Tx, identifierId: number): Promise<string | null> =>
  (await tx.send<{ domain: string | null }>(domainStatement, [identifierId]))[0]!.domain;

const fileStatement: Statement = { name: "file_exposure", text: "select * from app.file_exposure($1, $2, $3)" };

/** Undefined: the identifier is not verified, or at nobody's domain. */
export const fileExposureRow = async (tx: Tx, identifierId: number, kind: ExposureKind, marking: ExposureMarking) =>
  (await tx.send<{ id: number; reference: string; domain: string }>(fileStatement, [identifierId, kind, marking]))[0];

const withdrawStatement: Statement = {
  name: "withdraw_exposure",
  text: "select app.withdraw_exposure($1, $2) as withdrawn",
};

/** False: it was withdrawn before. */
export const withdrawExposureRow = async (tx: Tx, id: number, reason: string): Promise<boolean> =>
  (await tx.send<{ withdrawn: boolean }>(withdrawStatement, [id, reason]))[0]!.withdrawn;
