import { insertEvents } from "@/db/queries/intelligence/case-events";
import { findOpenCase } from "@/db/queries/intelligence/cases";
import { command } from "@/lib/kernel/command";
import { newEventInput } from "./case-input";
import { canEditCase } from "./case-policy";

/** Puts what happened in the world into a case's timeline: an arrest, a delivery, a statement. */
export const addEvent = command({
  action: "intelligence.case-event.create",
  subject: "case",
  input: newEventInput,
  target: (tx, input) => findOpenCase(tx, input.case_id),
  allow: canEditCase,
  run: async ({ tx, actor, target }, { title, detail, happened_at: at }) => {
    const place = { organizationId: target.organization_id, caseId: target.id, createdBy: actor.userId };
    const event = { category: "evidence" as const, kind: "noted", happenedAt: new Date(at), title, detail };
    await insertEvents(tx, [{ ...place, ...event }]);
    return {};
  },
});
