import { z } from "zod";
import { deleteLink } from "@/db/queries/intelligence/case-links";
import { insertEvents } from "@/db/queries/intelligence/case-events";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { notFound } from "@/lib/kernel/fault";
import { newLinkInput } from "./case-input";
import { canEditCase } from "./case-policy";

/** Takes what a case refers to out of it; the record itself stays, and the timeline says that it was there. */
export const removeFromCase = command({
  action: "intelligence.case-link.remove",
  subject: "case",
  input: z.object(newLinkInput.shape).pick({ case_id: true, kind: true, record_id: true }),
  target: (tx, input) => findOpenCase(tx, input.case_id),
  allow: canEditCase,
  run: async ({ tx, actor, target }, { kind, record_id: recordId }) => {
    if (!(await deleteLink(tx, kind, target.id, recordId))) throw notFound(kind);
    await insertEvents(tx, [
      {
        organizationId: target.organization_id,
        caseId: target.id,
        category: "work",
        kind: `${kind}_removed`,
        happenedAt: new Date(),
        title: `${kind[0]!.toUpperCase()}${kind.slice(1)} taken out`,
        contentId: kind === "content" ? recordId : null,
        createdBy: actor.userId,
      },
    ]);
    return { record_id: recordId };
  },
});
