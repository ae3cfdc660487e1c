import { insertIdentifier } from "@/db/queries/intelligence/write-identifiers";
import { logEvent } from "@/db/queries/kernel/events";
import { normalizeIdentifier } from "@/lib/intelligence/extraction/normalize";
import { command } from "@/lib/kernel/command";
import { invalidField } from "@/lib/kernel/fault";
import { enterIdentifierInput } from "./identifier-input";
import { canEnterIdentifiers } from "./identifier-policy";

/** Writes down an identifier that no text had, in the one form of its kind; one that is known is found. */
export const enterIdentifier = command({
  action: "intelligence.identifier.enter",
  scope: "intelligence:write",
  input: enterIdentifierInput,
  allow: canEnterIdentifiers,
  run: async ({ tx, actor }, { kind, value, region }) => {
    const found = normalizeIdentifier(kind, value, region);
    if (!found) throw invalidField("value", `is no ${kind}`);
    const { id, known } = await insertIdentifier(tx, {
      organizationId: actor.organizationId,
      kind,
      value,
      normalized: found.normalized,
      detail: found.detail ?? "",
      isValid: found.isValid,
    });
    // What machines find leaves no entry; what a person writes down does.
    if (!known) await logEvent(tx, { action: "ENTER", table: "identifiers", recordId: id, details: { kind } });
    return { id, known, is_valid: found.isValid };
  },
});
