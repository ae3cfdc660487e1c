import { findNamed, type ContentFilter } from "@/db/queries/intelligence/content-search";
import type { Tx } from "@/lib/kernel/database";
import type { SearchQuery } from "./search-query";

/** What the database is asked of each message, the names of sources and accounts as their ids; and which names nobody has. */
export async function filterOf(
  tx: Tx,
  organizationId: number,
  query: SearchQuery,
): Promise<{ filter: ContentFilter; problems: string[] }> {
  const { sources, from } = query;
  const named = sources.length + from.length > 0 ? await findNamed(tx, organizationId, { sources, from }) : undefined;
  const kinds = query.having.filter((each) => each !== "detection" && each !== "identifier" && each !== "media");
  const types = query.having.includes("media") ? mediaOf(query.types) : query.types;
  const filter: ContentFilter = {
    ...(sources.length > 0 && { sources: named!.sources }),
    ...(from.length > 0 && { authors: named!.authors }),
    ...(query.risks.length > 0 && { risks: query.risks }),
    ...(types.length > 0 && { types }),
    ...(query.languages.length > 0 && { languages: query.languages }),
    ...(query.after && { since: `${query.after}T00:00:00Z` }),
    ...(query.before && { until: `${query.before}T00:00:00Z` }),
    ...(query.having.includes("detection") && { detection: true as const }),
    ...(query.having.includes("identifier") && { identifier: true as const }),
    ...(kinds.length > 0 && { kinds: [...new Set(kinds)] }),
  };
  const problems = [
    ...(filter.sources?.length === 0 ? [`No source is called ${sources.join(" or ")}.`] : []),
    ...(filter.authors?.length === 0 ? [`Nobody is called ${from.join(" or ")}.`] : []),
  ];
  return { filter, problems };
}

const MEDIA = ["image", "video", "audio"];
const mediaOf = (types: readonly string[]) => (types.length > 0 ? types.filter((each) => MEDIA.includes(each)) : MEDIA);
