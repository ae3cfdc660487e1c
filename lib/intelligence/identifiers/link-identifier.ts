import { findIdentifier } from "@/db/queries/intelligence/identifier";
import { findCaseToAddTo, linkIdentifierRow } from "@/db/queries/intelligence/write-identifiers";
import type { Tx } from "@/lib/kernel/database";
import { command } from "@/lib/kernel/command";
import { linkIdentifierInput } from "./identifier-input";
import { canAddToCase } from "./identifier-policy";

/** Puts an identifier into a case of the actor's; one that is in it stays as it was. */
export const linkIdentifier = command({
  action: "intelligence.identifier.link",
  scope: "intelligence:write",
  subject: "identifier or case",
  input: linkIdentifierInput,
  target: findBoth,
  allow: (actor, { its }) => canAddToCase(actor, its),
  run: async ({ tx, actor, target: { identifier, its } }, { relevance, note }) => {
    const { organization_id: organizationId, id: identifierId } = identifier;
    const link = { organizationId, caseId: its.id, identifierId, relevance, note, userId: actor.userId };
    return { case_id: its.id, number: its.number, added: await linkIdentifierRow(tx, link) };
  },
});

async function findBoth(tx: Tx, { identifier_id, case_id }: { identifier_id: number; case_id: number }) {
  const [identifier, its] = await Promise.all([findIdentifier(tx, identifier_id), findCaseToAddTo(tx, case_id)]);
  return identifier && its && identifier.organization_id === its.organization_id ? { identifier, its } : undefined;
}
