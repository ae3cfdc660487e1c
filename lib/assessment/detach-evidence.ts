import { z } from "zod";
import { unlinkEvidence } from "@/db/queries/assessment/response-evidence";
import { command } from "@/lib/kernel/command";
import { id, whole } from "@/lib/kernel/input";
import { accessOf, lockResponse, writeEvidence } from "./change-evidence";
import { placed } from "./change-of";
import { canAnswer } from "./policy";
import { refuseClosed } from "./refuse-closed";
import { loadQuestionnaire } from "./questionnaire";
import { refuseStale } from "./refuse-stale";
import { lastEvidence, requiresEvidence } from "./require-evidence";

/**
 * Takes a file off a response, as its next version. The file and earlier versions stay, so attaching it again undoes this.
 * @throws Fault locked when the answer is approved or the round closed, stale_version when `version` is not the current
 *   one, conflict for the last file of an answer that is handed in, where the question requires evidence
 */
export const detachEvidence = command({
  action: "assessment.evidence.detach",
  scope: "responses:write",
  subject: "response",
  input: z.object({ response_id: id(), evidence_id: id(), version: whole(0, 2_147_483_647).optional() }),
  target: (tx, input) => lockResponse(tx, input.response_id),
  allow: (actor, target) => canAnswer(actor, accessOf(target)),
  run: async ({ tx, actor, target }, input) => {
    const { before } = target;
    refuseClosed(target);
    refuseStale(input.version, before);
    const left = before.evidence.filter((item) => item.id !== input.evidence_id);
    if (left.length === before.evidence.length) {
      return { response_id: before.id, version: before.version, status: before.status, evidence: left };
    }
    if (left.length === 0 && before.status === "submitted") {
      const { byId } = await loadQuestionnaire(tx, target.questionnaire_version_id);
      if (requiresEvidence(byId.get(before.question_id ?? 0), placed(before))) throw lastEvidence();
    }
    await unlinkEvidence(tx, target.organization_id, before.id, input.evidence_id);
    return writeEvidence(tx, actor, target, left);
  },
});
