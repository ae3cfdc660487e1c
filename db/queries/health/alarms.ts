import type { Statement, Tx } from "@/db/client";

export interface Alarms {
  failedMails: number;
  /** Mails that wait although they were due an hour ago. */
  lateMails: number;
  /** Organizations with clients and products but nobody to review them. */
  organizationsWithoutLead: number;
  expiredInvitations: number;
}

const alarmsStatement: Statement = {
  name: "alarms",
  text: `select (select count(*) from emails where status = 'failed') as "failedMails",
    (select count(*) from emails where status = 'queued' and next_attempt_at < now() - interval '1 hour') as "lateMails",
    (select count(*) from organizations o where exists (select from products p where p.organization_id = o.id and p.archived_at is null)
      and not exists (select from assignments a where a.organization_id = o.id)) as "organizationsWithoutLead",
    (select count(*) from user_invitations where accepted_at is null and revoked_at is null
      and expires_at between now() - interval '30 days' and now()) as "expiredInvitations"`,
};

export async function findAlarms(tx: Tx): Promise<Alarms> {
  return (await tx.send<Alarms>(alarmsStatement, []))[0]!;
}
