import { findEdition } from "@/db/queries/assessment/evidence-library";
import { updateEvidence as write } from "@/db/queries/vault/evidence";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { evidenceChangesInput } from "./evidence-changes-input";
import { describeEdition } from "./evidence-library";
import { canKeepEvidence } from "./evidence-policy";

/**
 * Changes what is written about a file: its title, description and last day. The file itself never changes.
 * @throws Fault stale_version when `version` is not the current one, with what stands in details.current
 */
export const updateEvidence = command({
  action: "assessment.evidence.update",
  scope: "responses:write",
  subject: "evidence",
  input: evidenceChangesInput,
  target: (tx, input) => findEdition(tx, input.evidence_id),
  allow: (actor, row) => canKeepEvidence(actor, { organizationId: row.organization_id }),
  run: async ({ tx, target }, input) => {
    const { title, description, expires_on: expiresOn } = input;
    const changed = await write(tx, target.id, input.version ?? target.version, { title, description, expiresOn });
    const now = (await findEdition(tx, target.id))!;
    if (changed) return describeEdition(now);
    throw new Fault("stale_version", "This changed since you last saw it. Nothing was overwritten.", {
      details: { current: describeEdition(now) },
    });
  },
});
