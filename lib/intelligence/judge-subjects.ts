import {
  insertJudgement,
  listGroups,
  listStandingJudgements,
  lockJudgements,
  setProfiles,
} from "@/db/queries/intelligence/subject-judgements";
import { findSubjectRow } from "@/db/queries/intelligence/subjects";
import { command } from "@/lib/kernel/command";
import type { Tx } from "@/lib/kernel/database";
import { Fault, invalidField, notFound } from "@/lib/kernel/fault";
import { judgementInput } from "./subject-input";
import { profilesOf } from "./subjects/components";
import { explainObjection, objectionTo } from "./subjects/judgement-rules";
import { canJudgeSubjects } from "./subjects-policy";

/**
 * Says of two accounts that they are the same person's, or are not. Profiles follow in the same transaction.
 * @throws Fault conflict where another judgement stands against it, with what holds or parts them
 */
export const judgeSubjects = command({
  action: "intelligence.subject.judge",
  input: judgementInput,
  target: (tx, { subject_id }) => findSubjectRow(tx, subject_id),
  subject: "subject",
  allow: canJudgeSubjects,
  reason: ({ reason }) => reason,
  run: async ({ tx, actor, target }, { subject_id, other_id, verdict, confidence, reason }) => {
    if (subject_id === other_id) throw invalidField("other_id", "must be another account");
    const organization = target.organization_id;
    await lockJudgements(tx, organization);
    const pair = { a: Math.min(subject_id, other_id), b: Math.max(subject_id, other_id) };
    const { accounts, standing } = await readGroups(tx, organization, [subject_id, other_id]);
    if (!accounts.some(({ id }) => id === other_id)) throw notFound("other subject");
    const objection = objectionTo(pair, verdict, standing);
    if (objection) {
      const names = new Map(accounts.map(({ id, name }) => [id, name]));
      throw new Fault(
        "conflict",
        explainObjection(objection, (id) => names.get(id) ?? `account ${id}`),
      );
    }
    const id = await insertJudgement(tx, organization, { ...pair, verdict, reason, confidence, by: actor.userId });
    const profiles = profilesOf(
      accounts.map((account) => account.id),
      verdict === "same" ? [...sameOf(standing), pair] : sameOf(standing),
    );
    await setProfiles(tx, organization, profiles);
    return { id, profile_id: profiles.get(subject_id) ?? subject_id };
  },
});

/** The accounts of the groups these belong to, and all judgements that stand about any of them. */
export async function readGroups(tx: Tx, organizationId: number, subjects: readonly number[]) {
  const accounts = await listGroups(tx, organizationId, subjects);
  const standing = await listStandingJudgements(
    tx,
    organizationId,
    accounts.map(({ id }) => id),
  );
  return { accounts, standing };
}

export const sameOf = <J extends { verdict: string }>(standing: readonly J[]) =>
  standing.filter(({ verdict }) => verdict === "same");
