import {
  findJudgement,
  lockJudgements,
  revokeJudgement,
  setProfiles,
} from "@/db/queries/intelligence/subject-judgements";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { readGroups, sameOf } from "./judge-subjects";
import { undoInput } from "./subject-input";
import { profilesOf } from "./subjects/components";
import { canJudgeSubjects } from "./subjects-policy";

/** Takes a judgement back. It stays in the history; profiles are again what the judgements that stand make of them. */
export const undoJudgement = command({
  action: "intelligence.subject.undo-judgement",
  input: undoInput,
  target: (tx, { judgement_id }) => findJudgement(tx, judgement_id),
  subject: "judgement",
  allow: canJudgeSubjects,
  reason: ({ reason }) => reason,
  run: async ({ tx, actor, target }, { judgement_id, reason }) => {
    const organization = target.organization_id;
    await lockJudgements(tx, organization);
    if (!(await revokeJudgement(tx, judgement_id, actor.userId, reason)))
      throw new Fault("conflict", "This judgement was undone already.");
    const { accounts, standing } = await readGroups(tx, organization, [target.a, target.b]);
    const profiles = profilesOf(
      accounts.map(({ id }) => id),
      sameOf(standing),
    );
    await setProfiles(tx, organization, profiles);
    return { id: judgement_id };
  },
});
