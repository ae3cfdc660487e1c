import { turnFlag } from "@/db/queries/intelligence/subject-flags";
import { findSubjectRow } from "@/db/queries/intelligence/subjects";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { flagInput } from "./subject-input";
import { canJudgeSubjects } from "./subjects-policy";

/** Flags an account, or takes its flag away: a person does, with a reason that is kept. */
export const flagSubject = command({
  action: "intelligence.subject.flag",
  input: flagInput,
  target: (tx, { subject_id }) => findSubjectRow(tx, subject_id),
  subject: "subject",
  allow: canJudgeSubjects,
  reason: ({ reason }) => reason,
  run: async ({ tx, actor, target }, { subject_id, flagged, reason }) => {
    const turned = await turnFlag(tx, {
      organizationId: target.organization_id,
      subjectId: subject_id,
      flagged,
      by: actor.userId,
      reason,
    });
    if (!turned)
      throw new Fault("conflict", flagged ? "This subject is flagged already." : "This subject is not flagged.");
    return { id: subject_id, is_flagged: flagged };
  },
});
