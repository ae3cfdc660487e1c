import { z } from "zod";
import { findOsintResult } from "@/db/queries/intelligence/osint";
import { linkOsintIdentifier, unlinkOsintIdentifier } from "@/db/queries/intelligence/osint-links";
import { insertIdentifier } from "@/db/queries/intelligence/write-identifiers";
import { normalizeIdentifier } from "@/lib/intelligence/extraction/normalize";
import { command } from "@/lib/kernel/command";
import { invalidField, notFound } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { linkInput } from "./osint-input";
import { canSearch } from "./osint-policy";

/** Says that a search tells of an identifier, and how surely. One that the agency has not met becomes known by it. */
export const linkIdentifier = command({
  action: "intelligence.osint.link",
  input: linkInput,
  subject: "search",
  target: (tx, { osint_result_id }) => findOsintResult(tx, osint_result_id),
  allow: canSearch,
  run: async ({ tx, actor, target }, { kind, value, confidence, note }) => {
    const wanted = normalizeIdentifier(kind, value);
    if (!wanted) throw invalidField("value", `is not of the kind ${kind}`);
    const { organization_id: organizationId } = target;
    const { normalized, detail = "", isValid } = wanted;
    const about = { organizationId, kind, value, normalized, detail, isValid };
    const { id: identifierId } = await insertIdentifier(tx, about);
    const link = { organizationId, osintResultId: target.id, identifierId, confidence: confidence / 100, note };
    return { id: await linkOsintIdentifier(tx, { ...link, addedBy: actor.userId }), identifier_id: identifierId };
  },
});

/** Takes a link back; the identifier stays. */
export const unlinkIdentifier = command({
  action: "intelligence.osint.unlink",
  input: z.object({ osint_result_id: id(), link_id: id() }),
  subject: "search",
  target: (tx, { osint_result_id }) => findOsintResult(tx, osint_result_id),
  allow: canSearch,
  run: async ({ tx, target }, { link_id }) => {
    if (!(await unlinkOsintIdentifier(tx, target.id, link_id))) throw notFound("link");
    return { id: link_id };
  },
});
