import { z } from "zod";
import { findEdition } from "@/db/queries/assessment/evidence-library";
import { lockMovable, moveLinks } from "@/db/queries/assessment/evidence-uses";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { canKeepEvidence } from "./evidence-policy";

/**
 * Links the newest edition of a document to drafts that an older one supports, each as its next version. What was handed
 * in or judged, or belongs to a closed round, keeps the edition it has, and is named in `left`.
 * @throws Fault conflict when the edition is not the newest (any more)
 */
export const moveEvidence = command({
  action: "assessment.evidence.move",
  scope: "responses:write",
  subject: "evidence",
  input: z.object({ evidence_id: id(), response_ids: z.array(id()).min(1).max(500) }),
  target: (tx, input) => findEdition(tx, input.evidence_id),
  allow: (actor, row) => canKeepEvidence(actor, { organizationId: row.organization_id }),
  run: async ({ tx, actor, target }, input) => {
    if (target.replaced) throw new Fault("conflict", "A newer version of this document is there. Nothing was moved.");
    const edition = { organizationId: target.organization_id, id: target.id, documentId: target.document_id };
    const moved = await lockMovable(tx, edition, input.response_ids);
    if (moved.length > 0) await moveLinks(tx, edition, moved, actor.userId);
    return { moved, left: input.response_ids.filter((responseId) => !moved.includes(responseId)) };
  },
});
