import type { Statement, Tx } from "@/db/client";
import type { ExposureKind, ExposureMarking } from "@/db/schema/intelligence/exposure-filings";

/** What an organization was told of an exposure at one of its domains. */
export interface NoticeRow {
  id: number;
  organization_id: number;
  organization: string;
  reference: string;
  domain: string;
  kind: ExposureKind;
  marking: ExposureMarking;
  agency: string;
  /** `YYYY-MM-DD`. */
  verified_on: string;
  created_at: Date;
  withdrawn_at: Date | null;
  /** The document of the library that says so; null: none is kept. */
  evidence_id: number | null;
}

const columns = `n.id, n.organization_id, coalesce(o.name, '') as organization, n.reference, d.domain, n.kind, n.marking, n.agency,
  to_char(n.verified_on, 'YYYY-MM-DD') as verified_on, n.created_at, n.withdrawn_at, n.evidence_id`;
const tables = `exposure_notices n join organization_domains d on d.organization_id = n.organization_id and d.id = n.domain_id
  left join organizations o on o.id = n.organization_id`;

const listStatement: Statement = {
  name: "list_exposure_notices",
  text: `select ${columns} from ${tables}
    where ($1::integer is null or n.organization_id = $1) and (not $2 or n.withdrawn_at is null) and ($3::integer is null or n.id < $3)
    order by n.id desc limit $4`,
};

/** Those within reach, the newest first. */
export const listNotices = (
  tx: Tx,
  of: { organizationId?: number; standing: boolean; beforeId?: number; limit: number },
) => tx.send<NoticeRow>(listStatement, [of.organizationId ?? null, of.standing, of.beforeId ?? null, of.limit]);

const findStatement: Statement = {
  name: "find_exposure_notice",
  text: `select ${columns} from ${tables} where n.id = $1`,
};

export const findNotice = async (tx: Tx, id: number): Promise<NoticeRow | undefined> =>
  (await tx.send<NoticeRow>(findStatement, [id]))[0];

const lockStatement: Statement = {
  name: "lock_exposure_notice",
  text: "select evidence_id from exposure_notices where id = $1 for update",
};

/** The document that the notice has by now; whoever keeps it at the same time waits. */
export const lockNotice = async (tx: Tx, id: number): Promise<number | null> =>
  (await tx.send<{ evidence_id: number | null }>(lockStatement, [id]))[0]!.evidence_id;

const keepStatement: Statement = {
  name: "keep_exposure_notice",
  text: "update exposure_notices set evidence_id = $2 where id = $1",
};

export const keepNotice = (tx: Tx, id: number, evidenceId: number) => tx.send(keepStatement, [id, evidenceId]);

/** Whom a notice, or its withdrawal, concerns and who was not told yet. */
export interface ToTellRow {
  user_id: number;
  organization_id: number;
  reference: string;
  domain: string;
  kind: ExposureKind;
  marking: ExposureMarking;
  agency: string;
  verified_on: string;
  withdrawn: boolean;
  key: string;
}

// What is marked strict stays inside the organization. What is old is not news to who came later.
const toTellStatement: Statement = {
  name: "exposures_to_tell",
  text: `with events as (
      select n.*, false as withdrawn, 'exposure:' || n.reference as key from exposure_notices n
        where n.created_at > now() - interval '7 days' and n.withdrawn_at is null
      union all
      select n.*, true, 'exposure:' || n.reference || ':withdrawn' from exposure_notices n where n.withdrawn_at > now() - interval '7 days'),
    readers as (
      select e.*, u.id as user_id from events e join users u on u.organization_id = e.organization_id and u.role = 'client' and u.is_active
      union all
      select e.*, a.lead_id from events e join assignments a on a.organization_id = e.organization_id where e.marking <> 'TLP:AMBER+STRICT')
    select r.user_id, r.organization_id, r.reference, d.domain, r.kind, r.marking, r.agency,
        to_char(r.verified_on, 'YYYY-MM-DD') as verified_on, r.withdrawn, r.key
      from readers r join organization_domains d on d.organization_id = r.organization_id and d.id = r.domain_id
     where app.reaches(r.user_id, r.organization_id)
       and not exists (select from notifications o where o.user_id = r.user_id and o.key = r.key)
       and not exists (select from notification_preferences p where p.user_id = r.user_id and p.topic = $1 and p.delivery = 'off')
     order by r.id, r.user_id, r.key limit $2`,
};

export const findToTell = (tx: Tx, topic: string, limit: number) => tx.send<ToTellRow>(toTellStatement, [topic, limit]);
