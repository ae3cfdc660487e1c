import type { Statement, Tx } from "@/db/client";
import type { DisposalPart } from "@/db/schema/intelligence/disposals";

export interface DisposalRow {
  id: number;
  organization_id: number;
  parts: DisposalPart[];
  reason: string;
  expected: number;
  requested_by: number;
  requester: string;
  created_at: Date;
  confirmer: string | null;
  confirmed_at: Date | null;
  withdrawn_at: Date | null;
  job_id: number | null;
  messages: number;
  detections: number;
  subjects: number;
  identifiers: number;
  files: number;
  digest: string;
  ended_at: Date | null;
}

const columns = `d.id, d.organization_id, d.parts, d.reason, d.expected::float8 as expected, d.requested_by, r.username as requester, d.created_at,
  c.username as confirmer, d.confirmed_at, d.withdrawn_at, d.job_id, d.messages::float8 as messages, d.detections::float8 as detections,
  d.subjects::float8 as subjects, d.identifiers::float8 as identifiers, d.files, d.digest, d.ended_at`;
const tables = `disposals d left join users r on r.id = d.requested_by left join users c on c.id = d.confirmed_by`;

const lockStatement: Statement = {
  name: "lock_disposal",
  text: `select ${columns} from ${tables} where d.id = $1 for update of d`,
};
/** A disposal, locked, so that it is not confirmed and withdrawn at once. */
export const lockDisposal = async (tx: Tx, id: number) => (await tx.send<DisposalRow>(lockStatement, [id]))[0];

const listStatement: Statement = {
  name: "list_disposals",
  text: `select ${columns} from ${tables} where d.organization_id = $1 order by d.id desc limit 50`,
};
/** The newest disposals of an agency. */
export const listDisposals = (tx: Tx, organizationId: number) => tx.send<DisposalRow>(listStatement, [organizationId]);

const insertStatement: Statement = {
  name: "insert_disposal",
  text: `insert into disposals (organization_id, parts, reason, expected, requested_by) values ($1, $2::text::jsonb, $3, $4, $5) returning id`,
};
export const insertDisposal = async (
  tx: Tx,
  row: { organizationId: number; parts: DisposalPart[]; reason: string; expected: number; by: number },
) => {
  const values = [row.organizationId, JSON.stringify(row.parts), row.reason, row.expected, row.by];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
};

const confirmStatement: Statement = {
  name: "confirm_disposal",
  text: "update disposals set confirmed_by = $2, confirmed_at = now(), job_id = $3 where id = $1",
};
export const confirmDisposalRow = (tx: Tx, id: number, by: number, jobId: number) =>
  tx.send(confirmStatement, [id, by, jobId]);

const withdrawStatement: Statement = {
  name: "withdraw_disposal",
  text: "update disposals set withdrawn_by = $2, withdrawn_at = now() where id = $1",
};
export const withdrawDisposalRow = (tx: Tx, id: number, by: number) => tx.send(withdrawStatement, [id, by]);

const someStatement: Statement = {
  name: "dispose_content",
  text: `select messages::float8 as messages, detections::float8 as detections, contents from app.dispose_content($1, $2, $3::timestamptz, $4)`,
};
/** Disposes of the next messages of a part; `contents` has a line each, id and SHA-256 of the text. */
export const disposeContent = async (tx: Tx, id: number, part: DisposalPart, most: number) =>
  (
    await tx.send<{ messages: number; detections: number; contents: string }>(someStatement, [
      id,
      part.source_id,
      part.before,
      most,
    ])
  )[0]!;

const countStatement: Statement = {
  name: "count_disposed",
  text: "update disposals set messages = messages + $2, detections = detections + $3, digest = $4 where id = $1",
};
export const countDisposed = (tx: Tx, id: number, messages: number, detections: number, digest: string) =>
  tx.send(countStatement, [id, messages, detections, digest]);

const leftoversStatement: Statement = {
  name: "dispose_leftovers",
  text: `with left_over as (select * from app.dispose_leftovers($1))
    update disposals d set identifiers = l.identifiers, subjects = l.subjects, files = cardinality(l.files), ended_at = now()
    from left_over l where d.id = $1 returning l.files`,
};
/** Ends a disposal with what is left of the messages; returns the SHA-256 of files that no row names any more. */
export const disposeLeftovers = async (tx: Tx, id: number) =>
  (await tx.send<{ files: string[] }>(leftoversStatement, [id]))[0]!.files;
