import { z } from "zod";
import { findEvidence } from "@/db/queries/assessment/evidence";
import { command } from "@/lib/kernel/command";
import { Fault, notFound } from "@/lib/kernel/fault";
import { id, whole } from "@/lib/kernel/input";
import { accessOf, lockResponse, writeEvidence } from "./change-evidence";
import { canAnswer } from "./policy";
import { refuseClosed } from "./refuse-closed";
import { refuseStale } from "./refuse-stale";

/** Files one response may have. */
const MOST_FILES = 50;

/**
 * Links a file of the organization to a response, as its next version. Doing it twice changes nothing.
 * @throws Fault locked when the answer is approved or the round closed, stale_version when `version` is not the current one, invalid when the
 *   response has 50 files already
 */
export const attachEvidence = command({
  action: "assessment.evidence.attach",
  scope: "responses:write",
  subject: "response",
  input: z.object({ response_id: id(), evidence_id: id(), version: whole(0, 2_147_483_647).optional() }),
  target: (tx, input) => lockResponse(tx, input.response_id),
  allow: (actor, target) => canAnswer(actor, accessOf(target)),
  run: async ({ tx, actor, target }, input) => {
    const { before } = target;
    refuseClosed(target);
    refuseStale(input.version, before);
    const current = { response_id: before.id, version: before.version, status: before.status };
    if (before.evidence.some((item) => item.id === input.evidence_id)) return { ...current, evidence: before.evidence };
    const [file] = await findEvidence(tx, target.id, [input.evidence_id]);
    if (!file) throw notFound("evidence");
    requireFewFiles(before.evidence.length);
    return writeEvidence(tx, actor, target, [...before.evidence, file], [file.id]);
  },
});

/** @throws Fault invalid when a response has all the files it may have */
export function requireFewFiles(count: number): void {
  if (count < MOST_FILES) return;
  const message = `This answer has ${MOST_FILES} files, which is the most.`;
  throw new Fault("invalid", message, { fields: [{ path: "evidence", message }] });
}
