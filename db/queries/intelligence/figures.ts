import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { RiskLevel } from "@/db/schema/intelligence/content";

/*
 * Counts of the workspace, which show no contents: by day (UTC) since a moment, of one agency ($1) or, null, of all.
 */

const ofAgency = (alias: string) => `($1::integer is null or ${alias}.organization_id = $1)`;
const dayOf = (moment: string) => `to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD')`;

export interface DayCount {
  date: string;
  count: number;
}

const takenStatement = {
  name: "count_taken_by_day",
  text: `select ${dayOf("i.at")} as date, sum(i.taken)::bigint as count
    from (select case when ended_at is null then started_at else ended_at end as at, taken, organization_id from imports) i
    where ${ofAgency("i")} and i.at >= $2 group by 1 order by 1`,
};

/** Messages that imports took in, on the day each ended, or began while it runs. */
export const countTaken = (tx: Tx, organizationId: number | null, since: Date) =>
  tx.send<DayCount>(takenStatement, [organizationId, since]);

const triagedStatement = {
  name: "count_triaged_by_day",
  text: `select ${dayOf("d.reviewed_at")} as date, count(*)::int as count,
      (count(*) filter (where d.status in ('confirmed', 'escalated')))::int as confirmed
    from detections d where ${ofAgency("d")} and d.reviewed_at >= $2 group by 1 order by 1`,
};

/** Detections that people decided about, and how many of them they confirmed. */
export const countTriaged = (tx: Tx, organizationId: number | null, since: Date) =>
  tx.send<DayCount & { confirmed: number }>(triagedStatement, [organizationId, since]);

const detectedStatement = {
  name: "count_detected_by_day",
  text: `select d.date, k.category, sum(d.count)::int as count
    from (select ${dayOf("d.created_at")} as date, d.organization_id, d.keyword_id, count(*) as count
      from detections d where ${ofAgency("d")} and d.created_at >= $2 group by 1, 2, 3) d
      join keywords k on k.organization_id = d.organization_id and k.id = d.keyword_id
    group by 1, 2 order by 1, 2`,
};

/** What the rules found, by the category of the rule, on the day it was found. */
export const countDetected = (tx: Tx, organizationId: number | null, since: Date) =>
  tx.send<DayCount & { category: string }>(detectedStatement, [organizationId, since]);

export interface HotSource {
  id: number;
  name: string;
  platform: string;
  high: number;
  critical: number;
}

const hotStatement = {
  name: "list_hot_sources",
  text: `select s.id, s.name, s.platform, h.high, h.critical
    from (select c.organization_id, c.source_id, (count(*) filter (where c.risk_level = 'HIGH'))::int as high,
        (count(*) filter (where c.risk_level = 'CRITICAL'))::int as critical
      from content c where ${ofAgency("c")} and c.risk_score is not null and c.risk_level in ('HIGH', 'CRITICAL') and c.created_at >= $2
      group by 1, 2 order by count(*) desc, 2 limit 10) h
      join sources s on s.organization_id = h.organization_id and s.id = h.source_id
    order by h.high + h.critical desc, s.id`,
};

/** The ten sources most messages of high or critical risk came from. */
export const listHotSources = (tx: Tx, organizationId: number | null, since: Date) =>
  tx.send<HotSource>(hotStatement, [organizationId, since]);

export interface CaseMonth {
  month: string;
  opened: number;
  closed: number;
}

const casesStatement = {
  name: "count_cases_by_month",
  text: `select to_char(m.month, 'YYYY-MM-DD') as month, sum(m.opened)::int as opened, sum(m.closed)::int as closed
    from (select date_trunc('month', k.created_at at time zone 'UTC') as month, 1 as opened, 0 as closed
        from cases k where ${ofAgency("k")} and k.created_at >= $2
      union all
      select date_trunc('month', k.closed_at at time zone 'UTC'), 0, 1
        from cases k where ${ofAgency("k")} and k.closed_at >= $2) m
    group by 1 order by 1`,
};

/** Cases of the register that were opened and closed, by month. */
export const countCases = (tx: Tx, organizationId: number | null, since: Date) =>
  tx.send<CaseMonth>(casesStatement, [organizationId, since]);

export interface Workload {
  user_id: number;
  name: string;
  reviewed: number;
  cases: number;
}

const workloadStatement = {
  name: "list_workload",
  text: `with work as (
      select d.reviewed_by as user_id, count(*)::int as reviewed, 0 as cases from detections d
      where ${ofAgency("d")} and d.reviewed_at >= $2 group by 1
      union all
      select k.assigned_to, 0, count(*)::int from cases k
      where ${ofAgency("k")} and k.assigned_to is not null and k.status in ('open', 'in_progress', 'on_hold') group by 1)
    select w.user_id, ${personName("u")} as name, sum(w.reviewed)::int as reviewed, sum(w.cases)::int as cases
    from work w left join users u on u.id = w.user_id
    group by w.user_id, u.id order by 3 desc, 4 desc, 1 limit 50`,
};

/** What each analyst decided, and the cases each has open. */
export const listWorkload = (tx: Tx, organizationId: number | null, since: Date) =>
  tx.send<Workload>(workloadStatement, [organizationId, since]);

/** What waits that is counted one by one; more than that is said to be more. */
export const COUNTED_WAITING = 10_000;

const waitingStatement = {
  name: "count_waiting_content",
  text: `select l.level as risk_level, (select count(*)::int from (select from content c
      where ${ofAgency("c")} and c.status = 'ANALYZED' and c.risk_score is not null and c.risk_level = l.level
      limit ${COUNTED_WAITING + 1}) c) as count
    from unnest(array['CRITICAL', 'HIGH', 'MEDIUM', 'LOW']) as l (level)`,
};

/** Messages in which rules found something and nobody has decided yet, by risk: at most COUNTED_WAITING and one of each. */
export const countWaiting = (tx: Tx, organizationId: number | null) =>
  tx.send<{ risk_level: RiskLevel; count: number }>(waitingStatement, [organizationId]);

export interface NewestImport {
  id: number;
  filename: string;
  status: string;
  taken: number;
  quarantined: number;
  records: number;
  created_at: Date;
}

const importsStatement = {
  name: "list_newest_imports",
  text: `select i.id, i.filename, i.status, i.taken, i.quarantined, i.records, i.created_at
    from imports i where ${ofAgency("i")} order by i.id desc limit 5`,
};

export const listNewestImports = (tx: Tx, organizationId: number | null) =>
  tx.send<NewestImport>(importsStatement, [organizationId]);

export interface OwnCase {
  id: number;
  number: string;
  title: string;
  status: string;
  priority: string;
  due_on: string | null;
  role: string;
}

const ownCasesStatement = {
  name: "list_own_cases",
  text: `select k.id, k.number, k.title, k.status, k.priority, to_char(k.due_on, 'YYYY-MM-DD') as due_on, l.role
    from user_case_links l join cases k on k.organization_id = l.organization_id and k.id = l.case_id
    where l.organization_id = $1 and l.user_id = $2 and k.status in ('open', 'in_progress', 'on_hold')
    order by k.due_on nulls last, array_position(array['critical', 'high', 'medium', 'low'], k.priority), k.id limit 11`,
};

/** The cases that somebody works on, due first: ten, and one more where there are more. */
export const listOwnCases = (tx: Tx, organizationId: number, userId: number) =>
  tx.send<OwnCase>(ownCasesStatement, [organizationId, userId]);

export interface WorkspaceLine {
  messages: number;
  open_cases: number;
  running_imports: number;
}

const lineStatement = {
  name: "find_workspace_line",
  text: `select (select coalesce(sum(taken), 0)::bigint from imports) as messages,
    (select count(*)::int from imports where status in ('queued', 'running')) as running_imports,
    (select count(*)::int from cases where status in ('open', 'in_progress', 'on_hold')) as open_cases`,
};

/** The workspaces of all agencies in three numbers. */
export const findWorkspaceLine = async (tx: Tx) => (await tx.send<WorkspaceLine>(lineStatement, []))[0]!;
