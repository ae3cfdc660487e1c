import { findIdentifier } from "@/db/queries/intelligence/identifier";
import { verifyIdentifierRow } from "@/db/queries/intelligence/write-identifiers";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { verifyIdentifierInput } from "./identifier-input";
import { canVerifyIdentifiers } from "./identifier-policy";

/**
 * Says in one's own name that an identifier is right, and why; or takes that back, whoever said it. Who verified first
 * stands, until that is taken back.
 * @throws Fault conflict when another verified it before
 */
export const verifyIdentifier = command({
  action: "intelligence.identifier.verify",
  scope: "intelligence:write",
  subject: "identifier",
  input: verifyIdentifierInput,
  target: (tx, { identifier_id }) => findIdentifier(tx, identifier_id),
  allow: canVerifyIdentifiers,
  reason: ({ note }) => note || undefined,
  run: async ({ tx, actor, target }, { verified, note }) => {
    if (!(await verifyIdentifierRow(tx, target.id, verified ? actor.userId : null, verified ? note : "")))
      throw new Fault(
        "conflict",
        `${target.verifier || "Somebody else"} verified it before. Take that back first, if it is wrong.`,
      );
    return { id: target.id, verified };
  },
});
