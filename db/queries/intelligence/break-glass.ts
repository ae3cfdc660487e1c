import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import { breakGlassGrants } from "@/db/schema/intelligence/break-glass-grants";

export interface GrantRow {
  id: number;
  organization_id: number;
  organization: string;
  case_id: number;
  case_number: string;
  case_title: string;
  reason: string;
  minutes: number;
  requested_by: number;
  requester: string;
  requested_at: Date;
  lapses_at: Date;
  decided_by: number | null;
  decider: string;
  decided_at: Date | null;
  is_granted: boolean | null;
  expires_at: Date | null;
  ended_at: Date | null;
  state: "waiting" | "lapsed" | "refused" | "open" | "expired" | "ended";
}

const columns = `g.id, g.organization_id, o.name as organization, g.case_id, c.number as case_number, c.title as case_title, g.reason, g.minutes,
  g.requested_by, ${personName("r")} as requester, g.requested_at, g.lapses_at, g.decided_by, ${personName("d")} as decider, g.decided_at,
  g.is_granted, g.expires_at, g.ended_at,
  case when g.ended_at is not null then 'ended' when g.is_granted is null then case when g.lapses_at > now() then 'waiting' else 'lapsed' end
    when not g.is_granted then 'refused' when g.expires_at > now() then 'open' else 'expired' end as state`;
const tables = `break_glass_grants g join cases c on c.organization_id = g.organization_id and c.id = g.case_id
  join organizations o on o.id = g.organization_id left join users r on r.id = g.requested_by left join users d on d.id = g.decided_by`;

const listStatement = {
  name: "list_break_glass",
  text: `select ${columns} from ${tables} where ($1::integer is null or g.case_id = $1) and ($2::integer is null or g.id < $2)
    order by g.id desc limit $3`,
};

/** Looks into cases that were asked for, the newest first: all, or those of one case. */
export const listGrants = (tx: Tx, caseId: number | null, before: number | null, limit: number): Promise<GrantRow[]> =>
  tx.send<GrantRow>(listStatement, [caseId, before, limit]);

const lockStatement = {
  name: "lock_break_glass",
  text: `select ${columns} from ${tables} where g.id = $1 for update of g`,
};

export const lockGrant = async (tx: Tx, id: number): Promise<GrantRow | undefined> =>
  (await tx.send<GrantRow>(lockStatement, [id]))[0];

const openStatement = {
  name: "open_break_glass",
  text: `select exists (select from break_glass_grants g where g.organization_id = $1 and g.case_id = $2 and g.requested_by = $3
    and g.ended_at is null and (g.is_granted is null and g.lapses_at > now() or g.is_granted and g.expires_at > now())) as is_open`,
};

/** Whether somebody's request for a case waits, or its look is not over. */
export const hasOpenGrant = async (tx: Tx, organizationId: number, caseId: number, userId: number): Promise<boolean> =>
  (await tx.send<{ is_open: boolean }>(openStatement, [organizationId, caseId, userId]))[0]!.is_open;

export const insertGrant = async (tx: Tx, row: typeof breakGlassGrants.$inferInsert): Promise<number> =>
  (await tx.insert(breakGlassGrants).values(row).returning({ id: breakGlassGrants.id }))[0]!.id;

export async function decideGrant(tx: Tx, id: number, by: number, isGranted: boolean): Promise<void> {
  await tx
    .update(breakGlassGrants)
    .set({
      decidedBy: by,
      decidedAt: sql`now()`,
      isGranted,
      expiresAt: isGranted ? sql`now() + make_interval(mins => ${breakGlassGrants.minutes})` : null,
    })
    .where(and(eq(breakGlassGrants.id, id), isNull(breakGlassGrants.decidedBy)));
}

export async function endGrant(tx: Tx, id: number, by: number | null): Promise<void> {
  await tx
    .update(breakGlassGrants)
    .set({ endedBy: by, endedAt: sql`now()` })
    .where(eq(breakGlassGrants.id, id));
}

const membersStatement = { name: "case_member_ids", text: `select user_id from user_case_links where case_id = $1` };

/** Who is in a case, for whoever tells them that it was looked into. */
export const listMemberIds = async (tx: Tx, caseId: number): Promise<number[]> =>
  (await tx.send<{ user_id: number }>(membersStatement, [caseId])).map((row) => row.user_id);

/** How many looks that are over are taken at a time: their rows are locked for the moment. */
export const EXPIRED_BATCH = 100;

const expiredStatement = {
  name: "expired_break_glass",
  text: `select ${columns} from ${tables} where g.is_granted and g.ended_at is null and g.expires_at <= now()
    order by g.id limit ${EXPIRED_BATCH} for update of g skip locked`,
};

/** Looks that are over by themselves, and of which nobody was told yet. */
export const listExpired = (tx: Tx): Promise<GrantRow[]> => tx.send<GrantRow>(expiredStatement, []);
