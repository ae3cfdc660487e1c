import type { Tx } from "@/db/client";
import { personName } from "@/db/queries/kernel/person-name";
import type { JudgementVerdict } from "@/db/schema/intelligence/subject-judgements";

const lockStatement = {
  name: "lock_judgements",
  text: `select pg_advisory_xact_lock(hashtext('subject_judgements'), $1::integer)`,
};

/** Judgements of one agency are made one after the other: each sees all that stand. */
export const lockJudgements = (tx: Tx, organizationId: number) => tx.send(lockStatement, [organizationId]);

/** An account of the groups that a judgement is about. */
export interface GroupedAccount {
  id: number;
  profile_id: number | null;
  name: string;
}

const groupsStatement = {
  name: "list_judged_groups",
  text: `with roots as (
      select case when profile_id is null then id else profile_id end as id from subjects
      where organization_id = $1 and id = any ($2::integer[]))
    select s.id, s.profile_id,
      (case when s.display_name <> '' then s.display_name when s.username <> '' then s.username else s.platform_user_id end)
        || ' (' || s.platform || ')' as name
    from subjects s where s.organization_id = $1
      and (s.id in (select id from roots) or s.profile_id in (select id from roots))
    order by s.id`,
};

/** All accounts of the groups that these belong to. */
export const listGroups = (tx: Tx, organizationId: number, accounts: readonly number[]) =>
  tx.send<GroupedAccount>(groupsStatement, [organizationId, accounts]);

export interface JudgementRow {
  id: number;
  a: number;
  b: number;
  verdict: JudgementVerdict;
}

const standingStatement = {
  name: "list_standing_judgements",
  text: `select id, a_id as a, b_id as b, verdict from subject_judgements
    where organization_id = $1 and revoked_at is null and (a_id = any ($2::integer[]) or b_id = any ($2::integer[]))
    order by id`,
};

/** The judgements that stand about any of these accounts. */
export const listStandingJudgements = (tx: Tx, organizationId: number, accounts: readonly number[]) =>
  tx.send<JudgementRow>(standingStatement, [organizationId, accounts]);

const insertStatement = {
  name: "insert_judgement",
  text: `insert into subject_judgements (organization_id, a_id, b_id, verdict, reason, confidence, decided_by)
    values ($1, $2, $3, $4, $5, $6, $7) returning id`,
};

export async function insertJudgement(
  tx: Tx,
  organizationId: number,
  judgement: { a: number; b: number; verdict: JudgementVerdict; reason: string; confidence: number; by: number },
): Promise<number> {
  const { a, b, verdict, reason, confidence, by } = judgement;
  const values = [organizationId, a, b, verdict, reason, confidence, by];
  return (await tx.send<{ id: number }>(insertStatement, values))[0]!.id;
}

const revokeStatement = {
  name: "revoke_judgement",
  text: `update subject_judgements set revoked_by = $2, revoked_at = now(), revoke_reason = $3
    where id = $1 and revoked_at is null returning id`,
};

/** Takes a judgement back; false where that was done already. */
export const revokeJudgement = async (tx: Tx, id: number, by: number, reason: string) =>
  (await tx.send(revokeStatement, [id, by, reason])).length > 0;

const profilesStatement = {
  name: "set_profiles",
  text: `update subjects s set profile_id = p.profile_id
    from unnest($2::integer[], $3::integer[]) as p (id, profile_id)
    where s.organization_id = $1 and s.id = p.id and s.profile_id is distinct from p.profile_id`,
};

/** Says of accounts which profile they belong to; those for which it does not change are left alone. */
export const setProfiles = (tx: Tx, organizationId: number, profiles: ReadonlyMap<number, number | null>) =>
  tx.send(profilesStatement, [organizationId, [...profiles.keys()], [...profiles.values()]]);

const findStatement = {
  name: "find_judgement",
  text: `select id, organization_id, a_id as a, b_id as b, verdict, revoked_at is not null as revoked
    from subject_judgements where id = $1`,
};

/** A judgement within reach. */
export async function findJudgement(tx: Tx, id: number) {
  type Row = JudgementRow & { organization_id: number; revoked: boolean };
  return (await tx.send<Row>(findStatement, [id]))[0];
}

/** A judgement with its words, for the profile it is about. */
export interface ToldJudgement extends JudgementRow {
  reason: string;
  confidence: number;
  decided_by: string;
  decided_at: Date;
  revoked_by: string;
  revoked_at: Date | null;
  revoke_reason: string;
  a_name: string;
  b_name: string;
  a_platform: string;
  b_platform: string;
}

const nameOf = (alias: string) =>
  `case when ${alias}.display_name <> '' then ${alias}.display_name when ${alias}.username <> '' then ${alias}.username else ${alias}.platform_user_id end`;
const toldStatement = {
  name: "list_told_judgements",
  text: `select j.id, j.a_id as a, j.b_id as b, j.verdict, j.reason, j.confidence, ${personName("d")} as decided_by, j.decided_at,
      ${personName("r")} as revoked_by, j.revoked_at, j.revoke_reason,
      ${nameOf("a")} as a_name, ${nameOf("b")} as b_name, a.platform as a_platform, b.platform as b_platform
    from subject_judgements j
      join subjects a on a.organization_id = j.organization_id and a.id = j.a_id
      join subjects b on b.organization_id = j.organization_id and b.id = j.b_id
      left join users d on d.id = j.decided_by left join users r on r.id = j.revoked_by
    where j.organization_id = $1 and (j.a_id = any ($2::integer[]) or j.b_id = any ($2::integer[]))
    order by j.revoked_at is not null, j.id desc limit 200`,
};

/** What was judged about any of these accounts, what stands first. */
export const listToldJudgements = (tx: Tx, organizationId: number, accounts: readonly number[]) =>
  tx.send<ToldJudgement>(toldStatement, [organizationId, accounts]);
