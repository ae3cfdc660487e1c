import { z } from "zod";
import { lookIdentifiersUp, matchIdentifiers } from "@/db/queries/intelligence/identifiers";
import { findRecords } from "@/db/queries/intelligence/search-records";
import { agencyOf, agencySeen } from "@/lib/intelligence/agency-of";
import { extractIdentifiers } from "@/lib/intelligence/extraction/extract";
import { describeListed } from "@/lib/intelligence/identifiers/describe-identifier";
import { beginningOf } from "@/lib/intelligence/identifiers/list-identifiers";
import { look } from "@/lib/intelligence/look";
import { inIntelligence } from "@/lib/intelligence/policy";
import { id } from "@/lib/kernel/input";
import { searchText } from "./search-input";
import { readSearch } from "./search-query";

/** Most of each kind that is shown beside the messages. */
const MOST = 6;

/** What a search finds beside messages: identifiers, cases the actor is on, accounts, and searches in open sources. */
export const searchRecords = look({
  action: "intelligence.record.search",
  scope: "intelligence:read",
  input: z.object({ q: searchText, organization_id: id().optional() }),
  allow: inIntelligence,
  run: async ({ tx, actor }, { q, organization_id }) => {
    const { plain } = readSearch(q);
    if (plain.length < 2) return { identifiers: [], cases: [], subjects: [], osint: [] };
    const organizationId = await agencyOf(tx, actor, organization_id);
    const whole = extractIdentifiers(plain);
    const filter = { organizationId, kind: null, verified: null, limit: MOST };
    const [identifiers, records] = await Promise.all([
      whole.length > 0
        ? lookIdentifiersUp(tx, organizationId, whole.slice(0, MOST))
        : matchIdentifiers(tx, filter, { ...beginningOf(plain), after: { normalized: "", id: 0 } }),
      findRecords(tx, organizationId, plain.split(/\s+/).slice(0, 8), MOST),
    ]);
    return { identifiers: identifiers.map(describeListed), ...records };
  },
  seen: async ({ identifiers, cases, subjects, osint }, { q, organization_id }, _, { tx, actor }) => ({
    table: "identifiers",
    ...(await agencySeen(tx, actor, organization_id)),
    details: { q, shown: identifiers.length + cases.length + subjects.length + osint.length },
  }),
});
