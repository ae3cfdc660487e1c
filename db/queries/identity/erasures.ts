import type { Statement, Tx } from "@/db/client";
import type { Erased } from "@/db/schema/identity/organization-erasures";

export interface ErasureRow {
  id: number;
  subject_id: number;
  /** As long as the organization is there. */
  organization: string | null;
  reason: string;
  requested_by: number;
  requester: string;
  requested_at: Date;
  expires_at: Date;
  /** It was not confirmed in time. */
  is_expired: boolean;
  confirmed_by: number | null;
  confirmer: string | null;
  confirmed_at: Date | null;
  job_id: number | null;
  withdrawn_at: Date | null;
  erased_at: Date | null;
  erased: Erased | null;
}

const columns = `e.id, e.subject_id, o.name as organization, e.reason, e.requested_by, r.username as requester, e.requested_at,
  e.expires_at, e.confirmed_at is null and e.expires_at <= now() as is_expired, e.confirmed_by, c.username as confirmer,
  e.confirmed_at, e.job_id, e.withdrawn_at, e.erased_at, e.erased`;
const tables = `organization_erasures e join users r on r.id = e.requested_by left join users c on c.id = e.confirmed_by
  left join organizations o on o.id = e.subject_id`;

const findStatement: Statement = {
  name: "find_erasure",
  text: `select ${columns} from ${tables} where e.id = $1 for update of e`,
};

/** An erasure, locked, so that it is not confirmed and withdrawn at once. */
export const lockErasure = async (tx: Tx, id: number): Promise<ErasureRow | undefined> =>
  (await tx.send<ErasureRow>(findStatement, [id]))[0];

const listStatement: Statement = {
  name: "list_erasures",
  text: `select ${columns} from ${tables} where ($1::integer is null or e.subject_id = $1) order by e.id desc limit $2`,
};

/** Erasures, the newest first: all, or those of an organization. */
export const listErasures = (tx: Tx, subjectId: number | null, limit: number) =>
  tx.send<ErasureRow>(listStatement, [subjectId, limit]);

const expireStatement: Statement = {
  name: "expire_erasures",
  text: `update organization_erasures set withdrawn_at = now()
    where subject_id = $1 and withdrawn_at is null and confirmed_at is null and expires_at <= now()`,
};

/** Ends what nobody confirmed in time, so that it can be asked for again. */
export const expireErasures = (tx: Tx, subjectId: number) => tx.send(expireStatement, [subjectId]);

const insertStatement: Statement = {
  name: "insert_erasure",
  text: `insert into organization_erasures (subject_id, reason, requested_by, expires_at)
    values ($1, $2, $3, now() + make_interval(days => $4)) returning id`,
};

export const insertErasure = async (tx: Tx, row: { subjectId: number; reason: string; by: number; days: number }) =>
  (await tx.send<{ id: number }>(insertStatement, [row.subjectId, row.reason, row.by, row.days]))[0]!.id;

const confirmStatement: Statement = {
  name: "confirm_erasure",
  text: "update organization_erasures set confirmed_by = $2, confirmed_at = now(), job_id = $3 where id = $1",
};

export const confirmErasureRow = (tx: Tx, id: number, by: number, jobId: number) =>
  tx.send(confirmStatement, [id, by, jobId]);

const withdrawStatement: Statement = {
  name: "withdraw_erasure",
  text: "update organization_erasures set withdrawn_by = $2, withdrawn_at = now() where id = $1",
};

/** `by` null: the command line. */
export const withdrawErasureRow = (tx: Tx, id: number, by: number | null) => tx.send(withdrawStatement, [id, by]);

const filesStatement: Statement = {
  name: "note_erased_files",
  text: "update organization_erasures set erased = erased || jsonb_build_object('files', coalesce((erased ->> 'files')::integer, 0) + $2) where id = $1",
};

export const noteErasedFiles = (tx: Tx, id: number, files: number) => tx.send(filesStatement, [id, files]);

const staffStatement: Statement = {
  name: "staff_of_organization",
  text: "select count(*)::int as n from users where organization_id = $1 and role <> 'client' and erased_at is null",
};

/** How many of an organization's people serve others: leads, analysts, superusers. */
export const countStaff = async (tx: Tx, organizationId: number): Promise<number> =>
  (await tx.send<{ n: number }>(staffStatement, [organizationId]))[0]!.n;
