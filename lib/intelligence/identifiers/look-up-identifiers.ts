import { lookIdentifiersUp } from "@/db/queries/intelligence/identifiers";
import { agencyOf, agencySeen } from "@/lib/intelligence/agency-of";
import { look } from "@/lib/intelligence/look";
import { inIntelligence } from "@/lib/intelligence/policy";
import { describeListed } from "./describe-identifier";
import { lookupInput } from "./identifier-input";
import { readPasted } from "./read-pasted";

/** What of a pasted list is known: everything that is recognized in it, and each line that is none of that as a name. */
export const lookUpIdentifiers = look({
  action: "intelligence.identifier.look-up",
  scope: "intelligence:read",
  input: lookupInput,
  allow: inIntelligence,
  run: async ({ tx, actor }, { text, region, organization_id }) => {
    const { candidates, left_out } = readPasted(text, region);
    const asked = candidates.flatMap(({ forms }) => forms);
    const known = await lookIdentifiersUp(tx, await agencyOf(tx, actor, organization_id), asked);
    const byForm = new Map(known.map((row) => [`${row.kind} ${row.normalized}`, describeListed(row)]));
    return {
      results: candidates.map(({ value, kind, forms }) => ({
        value,
        /** Null where nothing was recognized: then it was looked for as any name. */
        kind,
        known: forms.flatMap((form) => byForm.get(`${form.kind} ${form.normalized}`) ?? []),
      })),
      /** Values beyond those that are looked up at once. */
      left_out,
    };
  },
  seen: async ({ results }, { organization_id }, _, { tx, actor }) => ({
    table: "identifiers",
    ...(await agencySeen(tx, actor, organization_id)),
    details: { looked_up: results.length, known: results.filter(({ known }) => known.length > 0).length },
  }),
});
