import type { Statement, Tx } from "@/db/client";
import type { OsintStatus } from "@/db/schema/intelligence/osint-results";
import { personName } from "@/db/queries/kernel/person-name";

/** A search without what it brought. */
export interface OsintRow {
  id: number;
  organization_id: number;
  case_id: number | null;
  case_number: string | null;
  connector: string;
  query: string;
  search_type: string;
  purpose: string;
  status: OsintStatus;
  total_sources_searched: number;
  processing_time: number | null;
  risk_score: number | null;
  error: string | null;
  job_id: number | null;
  created_by: number;
  created_by_name: string;
  links: number;
  created_at: Date;
  ended_at: Date | null;
}

/** A job that was given up left its search behind as it was; whoever may see the job sees that it failed. */
const status = `case when r.status in ('queued', 'running') and j.status in ('failed', 'cancelled') then j.status else r.status end`;
const columns = `r.id, r.organization_id, r.case_id, c.number as case_number, r.connector, r.query, r.search_type, r.purpose,
  ${status} as status, r.total_sources_searched, r.processing_time, r.risk_score,
  case when r.error is null and j.status = 'failed' then j.error else r.error end as error, r.job_id, r.created_by,
  ${personName("u")} as created_by_name,
  (select count(*)::int from osint_identifier_links l where l.organization_id = r.organization_id and l.osint_result_id = r.id) as links,
  r.created_at, r.ended_at`;
const tables = `osint_results r left join cases c on c.organization_id = r.organization_id and c.id = r.case_id
  left join jobs j on j.organization_id = r.organization_id and j.id = r.job_id left join users u on u.id = r.created_by`;

const listStatement: Statement = {
  name: "list_osint_results",
  text: `select ${columns} from ${tables}
    where ($1::text is null or r.status = $1) and ($2::text is null or r.connector = $2) and ($3::integer is null or r.case_id = $3)
      and ($4::integer is null or r.id < $4)
    order by r.id desc limit $5`,
};

export interface OsintFilter {
  status?: string;
  connector?: string;
  caseId?: number;
  beforeId?: number;
  limit: number;
}

/** Searches within reach, the newest first. */
export const listOsintResults = (tx: Tx, { status, connector, caseId, beforeId, limit }: OsintFilter) =>
  tx.send<OsintRow>(listStatement, [status ?? null, connector ?? null, caseId ?? null, beforeId ?? null, limit]);

const findStatement: Statement = {
  name: "find_osint_result",
  text: `select ${columns}, r.results, r.analysis, r.data_key_id from ${tables} where r.id = $1`,
};

export type SealedOsintRow = OsintRow & { results: Buffer | null; analysis: Buffer | null; data_key_id: number | null };

/** A search within reach, with what it brought, sealed. */
export const findOsintResult = async (tx: Tx, id: number): Promise<SealedOsintRow | undefined> =>
  (await tx.send<SealedOsintRow>(findStatement, [id]))[0];

const insertStatement: Statement = {
  name: "insert_osint_result",
  text: `insert into osint_results (organization_id, case_id, connector, query, search_type, purpose, created_by)
    values ($1, $2, $3, $4, $5, $6, $7) returning id`,
};

export interface NewOsintResult {
  organizationId: number;
  caseId: number | null;
  connector: string;
  query: string;
  searchType: string;
  purpose: string;
  createdBy: number;
}

export const insertOsintResult = async (tx: Tx, row: NewOsintResult): Promise<number> => {
  const { organizationId, caseId, connector, query, searchType, purpose, createdBy } = row;
  const values = [organizationId, caseId, connector, query, searchType, purpose, createdBy];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
};

const jobStatement: Statement = {
  name: "give_osint_job",
  text: "update osint_results set job_id = $2, status = 'queued', error = null, ended_at = null where id = $1",
};

/** Says which job does the search; it waits for it. */
export const queueOsintResult = (tx: Tx, id: number, jobId: number) => tx.send(jobStatement, [id, jobId]);

const moveStatement: Statement = {
  name: "move_osint_result",
  text: `update osint_results set status = $2, error = $3, ended_at = case when $2 = 'running' then null else now() end
    where id = $1 and status in ('queued', 'running') returning id`,
};

/** Says that a search runs, failed or was cancelled; false where it is over already. */
export const moveOsintResult = async (tx: Tx, id: number, status: OsintStatus, error: string | null = null) =>
  (await tx.send(moveStatement, [id, status, error])).length > 0;

const finishStatement: Statement = {
  name: "finish_osint_result",
  text: `update osint_results set status = 'done', results = $2, data_key_id = $3, total_sources_searched = $4, risk_score = $5,
      processing_time = $6, error = null, ended_at = now()
    where id = $1 and status in ('queued', 'running') returning id`,
};

export interface FinishedOsint {
  results: Buffer;
  dataKeyId: number;
  sourcesSearched: number;
  riskScore: number | null;
  processingTime: number;
}

/** Keeps what a search brought; false where nobody waits for it any more. */
export const finishOsintResult = async (tx: Tx, id: number, found: FinishedOsint): Promise<boolean> => {
  const { results, dataKeyId, sourcesSearched, riskScore, processingTime } = found;
  const values = [id, results, dataKeyId, sourcesSearched, riskScore, processingTime];
  return (await tx.send(finishStatement, values)).length > 0;
};

const lockStatement: Statement = {
  name: "lock_osint_result",
  text: "select results, analysis, data_key_id from osint_results where id = $1 for update",
};

/** What stands sealed in a search, as it is now; nobody changes it meanwhile. */
export const lockOsintSeals = async (tx: Tx, id: number) =>
  (await tx.send<Pick<SealedOsintRow, "results" | "analysis" | "data_key_id">>(lockStatement, [id]))[0];

const sealStatement: Statement = {
  name: "seal_osint_result",
  text: "update osint_results set results = $2, analysis = $3, data_key_id = $4 where id = $1",
};

export const sealOsintResult = (
  tx: Tx,
  id: number,
  { results, analysis, dataKeyId }: { results: Buffer | null; analysis: Buffer | null; dataKeyId: number | null },
) => tx.send(sealStatement, [id, results, analysis, dataKeyId]);
