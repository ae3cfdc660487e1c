import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { cases } from "@/db/schema/intelligence/cases";

/** A case of the register, with what the actor may do in it. */
export interface CaseRow {
  id: number;
  organization_id: number;
  organization: string;
  number: string;
  title: string;
  type: string;
  status: "open" | "in_progress" | "on_hold" | "closed" | "archived";
  priority: "low" | "medium" | "high" | "critical";
  assigned_to: number | null;
  assignee: string;
  created_by: number;
  /** A day, as YYYY-MM-DD. */
  due_on: string | null;
  overdue: boolean;
  closed_at: Date | null;
  version: number;
  created_at: Date;
  updated_at: Date;
  /** The actor's own part in it; null for who is no member. */
  role: "lead" | "investigator" | "reviewer" | "viewer" | null;
  can_edit: boolean;
  can_manage: boolean;
  /** Whether the actor may see what is in it now. */
  is_open: boolean;
  /** Why a superuser may: the reason of the look that was granted. */
  glass_reason: string | null;
}

const columns = `c.id, c.organization_id, o.name as organization, c.number, c.title, c.type, c.status, c.priority, c.assigned_to,
  ${personName("a")} as assignee, c.created_by, c.due_on::text,
  (c.status in ('open', 'in_progress', 'on_hold') and c.due_on < (now() at time zone 'utc')::date) is true as overdue,
  c.closed_at, c.version, c.created_at, c.updated_at, m.role, m.can_edit is true as can_edit, m.can_manage is true as can_manage,
  c.id = any ((select app.case_reach())::integer[]) as is_open,
  (select g.reason from break_glass_grants g where g.organization_id = c.organization_id and g.case_id = c.id
     and g.requested_by = (select app.actor_id()) and g.is_granted and g.ended_at is null and g.expires_at > now()
     order by g.id desc limit 1) as glass_reason`;
const tables = `cases c join organizations o on o.id = c.organization_id left join users a on a.id = c.assigned_to
  left join user_case_links m on m.organization_id = c.organization_id and m.case_id = c.id and m.user_id = (select app.actor_id())`;

const findStatement = { name: "find_case", text: `select ${columns} from ${tables} where c.id = $1` };

/** A case of the register within reach. */
export const findCase = async (tx: Tx, id: number): Promise<CaseRow | undefined> =>
  (await tx.send<CaseRow>(findStatement, [id]))[0];

const lockStatement = { name: "lock_case", text: `select ${columns} from ${tables} where c.id = $1 for update of c` };

/** A case into which the actor may see now: a member, or a superuser for whom the glass was broken. */
export const findOpenCase = async (tx: Tx, id: number): Promise<CaseRow | undefined> => {
  const found = await findCase(tx, id);
  return found?.is_open ? found : undefined;
};

/** A line of the register, with nobody else changing it until the transaction ends. */
export const lockRegistered = async (tx: Tx, id: number): Promise<CaseRow | undefined> =>
  (await tx.send<CaseRow>(lockStatement, [id]))[0];

/** The same of a case into which the actor may see. */
export const lockCase = async (tx: Tx, id: number): Promise<CaseRow | undefined> => {
  const found = await lockRegistered(tx, id);
  return found?.is_open ? found : undefined;
};

const textsStatement = {
  name: "case_texts",
  text: `select summary, resolution, marking, own_marking from case_texts where case_id = $1`,
};

interface CaseTexts {
  summary: string;
  resolution: string;
  marking: string;
  own_marking: string;
}

/** What a case says of itself; for those who may see what is in it. */
export const findCaseTexts = async (tx: Tx, id: number): Promise<CaseTexts | undefined> =>
  (await tx.send<CaseTexts>(textsStatement, [id]))[0];

interface CaseFilter {
  statuses: readonly string[];
  priorities: readonly string[];
  assignedTo: number | null;
  /** The last day on which they are due; null: any, and none. */
  dueBy: string | null;
  /** What number, title or type holds. */
  q: string;
  /** The last row of the page before. */
  after: { dueOn: string | null; id: number } | null;
  limit: number;
}

const listStatement = {
  name: "list_cases",
  text: `select ${columns} from ${tables}
    where c.status = any ($1::text[]) and c.priority = any ($2::text[]) and ($3::integer is null or c.assigned_to = $3)
      and ($4::date is null or c.due_on <= $4::date)
      and ($5 = '' or strpos(lower(c.number || ' ' || c.title || ' ' || c.type), lower($5)) > 0)
      and ($7::integer is null or case when $6::date is null then c.due_on is null and c.id < $7
        else c.due_on is null or c.due_on > $6::date or (c.due_on = $6::date and c.id < $7) end)
    order by c.due_on nulls last, c.id desc limit $8`,
};

/** One page of the cases within reach: those due first, before those without a day. */
export const listCaseRows = (tx: Tx, filter: CaseFilter): Promise<CaseRow[]> =>
  tx.send<CaseRow>(listStatement, [
    filter.statuses,
    filter.priorities,
    filter.assignedTo,
    filter.dueBy,
    filter.q,
    filter.after?.dueOn ?? null,
    filter.after?.id ?? null,
    filter.limit,
  ]);

export interface CaseCounts {
  case_id: number;
  members: number;
  managers: number;
  open_tasks: number;
  content: number;
  subjects: number;
  identifiers: number;
  exhibits: number;
  open_transfers: number;
}

const countsStatement = { name: "case_counts", text: `select * from app.case_counts($1::integer[])` };

/** How much is in these cases, and never what; of the register within reach. */
export const countCases = (tx: Tx, ids: readonly number[]): Promise<CaseCounts[]> =>
  tx.send<CaseCounts>(countsStatement, [ids]);

/** What a case is called, within reach, or undefined. */
export const findCaseName = async (tx: Tx, id: number) =>
  (
    await tx
      .select({ id: cases.id, organizationId: cases.organizationId, number: cases.number, title: cases.title })
      .from(cases)
      .where(eq(cases.id, id))
  )[0];
