import { z } from "zod";
import { findOsintResult } from "@/db/queries/intelligence/osint";
import { findKnownIdentifiers, listOsintLinks } from "@/db/queries/intelligence/osint-links";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import { id } from "@/lib/kernel/input";
import { look } from "../look";
import { inIntelligence } from "../policy";
import { describeOsint } from "./describe-osint";
import { openFrom, type Analysis, type Findings } from "./sealed-findings";
import { suggestLinks } from "./suggest-links";

const MOST_SUGGESTED = 200;

/** A search with what it brought, opened for who may see it; what identifiers it tells of, and which of them were linked. */
export const getOsintSearch = look({
  action: "intelligence.osint.get",
  scope: "intelligence:read",
  input: z.object({ osint_result_id: id() }),
  subject: "search",
  target: (tx, { osint_result_id }) => findOsintResult(tx, osint_result_id),
  allow: inIntelligence,
  run: async ({ tx, target }) => {
    const { organization_id: organizationId, results, analysis, data_key_id: dataKeyId } = target;
    const keys = dataKeyId === null ? [] : await findDataKeys(tx, organizationId);
    const row = { id: target.id, organizationId, dataKeyId };
    const found = openFrom<Findings>("results", row, results, keys);
    const links = await listOsintLinks(tx, target.id);
    const linked = new Set(links.map(({ kind, normalized }) => `${kind}|${normalized}`));
    const open = suggestLinks(found?.results ?? []).filter((each) => !linked.has(`${each.kind}|${each.normalized}`));
    const known = await findKnownIdentifiers(tx, organizationId, open.slice(0, MOST_SUGGESTED));
    const ids = new Map(known.map((each) => [`${each.kind}|${each.normalized}`, each]));
    return {
      ...describeOsint(target),
      results: found,
      analysis: openFrom<Analysis>("analysis", row, analysis, keys),
      identifiers: links.map((link) => ({ ...link, created_at: link.created_at.toISOString() })),
      suggestions: open.slice(0, MOST_SUGGESTED).map((each) => {
        const own = ids.get(`${each.kind}|${each.normalized}`);
        return { ...each, identifier_id: own?.id ?? null, seen_here: own?.occurrences ?? 0 };
      }),
    };
  },
  seen: (result, _, target) => ({
    table: "osint_results",
    recordId: result.id,
    organizationId: target.organization_id,
  }),
});

export type OsintResult = Awaited<ReturnType<typeof getOsintSearch>>;
