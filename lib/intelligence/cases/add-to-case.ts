import { findLinkable, insertLink } from "@/db/queries/intelligence/case-links";
import { insertEvents, type NewCaseEvent } from "@/db/queries/intelligence/case-events";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { newLinkInput } from "./case-input";
import { canEditCase } from "./case-policy";

const words = { content: "Content", subject: "A subject", identifier: "An identifier" };

/** Has a case refer to content, a subject or an identifier of its agency. What it refers to already stays as it is. */
export const addToCase = command({
  action: "intelligence.case-link.create",
  scope: "intelligence:write",
  subject: "case or record",
  input: newLinkInput,
  target: async (tx, input) => {
    const [found, record] = await Promise.all([
      findOpenCase(tx, input.case_id),
      findLinkable(tx, input.kind, input.record_id),
    ]);
    return found && record?.organization_id === found.organization_id ? { found, record } : undefined;
  },
  allow: (actor, { found }) => canEditCase(actor, found),
  run: async ({ tx, actor, target: { found, record } }, input) => {
    const { kind, record_id: recordId, relevance, note } = input;
    const place = { organizationId: found.organization_id, caseId: found.id };
    const added = await insertLink(tx, kind, { ...place, recordId, relevance, note, addedBy: actor.userId });
    if (added) {
      const by = { ...place, createdBy: actor.userId, contentId: kind === "content" ? recordId : null };
      const events: NewCaseEvent[] = [
        {
          ...by,
          category: "work",
          kind: `${kind}_added`,
          happenedAt: new Date(),
          title: `${words[kind]} added${relevance ? `: ${relevance}` : ""}`,
          detail: note,
        },
      ];
      // When it was said is part of what happened in the world.
      if (kind === "content" && record.at)
        events.push({
          ...by,
          category: "evidence",
          kind: "content_posted",
          happenedAt: record.at,
          title: "Posted",
          detail: record.title,
        });
      await insertEvents(tx, events);
    }
    return { added };
  },
});
