import { z } from "zod";
import {
  countFacets,
  findContent,
  findContentHits,
  NEWEST,
  type ContentHit,
  type ContentPlace,
} from "@/db/queries/intelligence/content-search";
import { markSearchSeen } from "@/db/queries/intelligence/saved-searches";
import { agencyOf, agencySeen } from "@/lib/intelligence/agency-of";
import { look } from "@/lib/intelligence/look";
import { inIntelligence } from "@/lib/intelligence/policy";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { flag, id, limit } from "@/lib/kernel/input";
import { readExcerpt } from "./excerpt";
import { searchText } from "./search-input";
import { readSearch } from "./search-query";
import { filterOf } from "./search-scope";

/** The latest messages found that facets are counted over, and beyond which their number is not said. */
const COUNTED_FOUND = 500;

/**
 * One page of the agency's messages that a search finds, the latest first. The first page says besides how many there are of
 * each kind, counted over the latest five hundred found. How far it was looked is said where that is not to the end.
 */
export const searchContent = look({
  action: "intelligence.content.search",
  scope: "intelligence:read",
  input: z.object({
    q: searchText,
    /** Whether facets are wanted. */
    facets: flag().default(false),
    organization_id: id().optional(),
    limit: limit(100, 25),
    cursor: z.string().max(200).optional(),
  }),
  allow: inIntelligence,
  run: async ({ tx, actor }, { q, facets, limit, cursor, organization_id }) => {
    const organizationId = await agencyOf(tx, actor, organization_id);
    const query = readSearch(q);
    const { filter, problems } = await filterOf(tx, organizationId, query);
    const isFirst = !cursor;
    // Of a source or account that nobody is, nothing is looked for.
    const isNobodys = filter.sources?.length === 0 || filter.authors?.length === 0;
    const found = isNobodys
      ? undefined
      : await findContent(tx, {
          organizationId,
          words: query.words ?? "",
          isPositive: query.isPositive,
          filter,
          before: placeOf(cursor),
          most: facets && isFirst ? COUNTED_FOUND : limit + 1,
        });
    const ids = found?.ids ?? [];
    const [rows, counts] = await Promise.all([
      ids.length > 0 ? findContentHits(tx, ids.slice(0, limit), query.words ?? "") : [],
      facets && isFirst && ids.length > 0 ? countFacets(tx, ids) : [],
      actor.userId && isFirst ? markSearchSeen(tx, q) : undefined,
    ]);
    const last = rows.at(-1);
    const isEnd = !found || (found.is_complete && ids.length <= limit);
    return {
      content: rows.map(describeHit),
      facets: counts,
      /** How many are found; null: not counted, or more than are. */
      total: found?.is_complete && isFirst ? ids.length : null,
      /** Where there are more than are counted, how many are at least. */
      at_least: isFirst ? ids.length : null,
      /** The moment until which was looked, where more may be found before it. */
      looked_back_to: !found || found.is_complete || ids.length > limit ? null : dayOf(found.stopped_posted),
      problems: [...query.problems, ...problems],
      next_cursor: isEnd
        ? null
        : ids.length > limit && last
          ? encodeCursor([last.posted_at?.toISOString() ?? "", String(last.id)])
          : encodeCursor([
              found!.stopped_posted ? new Date(found!.stopped_posted).toISOString() : "",
              String(found!.stopped_id),
            ]),
    };
  },
  seen: async ({ content }, { q, organization_id }, _, { tx, actor }) => ({
    table: "content",
    ...(await agencySeen(tx, actor, organization_id)),
    details: { q, shown: content.length },
  }),
});

const dayOf = (moment: string | null) => (moment === null ? "unknown" : moment.slice(0, 10));

/** @throws Fault malformed for anything that is no place of this list */
function placeOf(cursor: string | undefined): ContentPlace {
  const [posted, number] = (decodeCursor(cursor, "ss") ?? []) as [string?, string?];
  if (posted === undefined || number === undefined || !/^\d{1,16}$/.test(number)) return NEWEST;
  return {
    posted: posted === "" ? null : (decodeCursor(encodeCursor([posted]), "t")![0] as string),
    id: Number(number),
  };
}

const describeHit = (row: ContentHit) => ({
  id: row.id,
  source_id: row.source_id,
  source: row.source,
  subject_id: row.subject_id,
  subject: row.subject,
  content_type: row.content_type,
  language: row.language,
  posted_at: row.posted_at?.toISOString() ?? null,
  risk_level: row.risk_level,
  risk_score: row.risk_score,
  status: row.status,
  /** Parts of the text, those that were found marked. */
  excerpt: readExcerpt(row.excerpt),
});
export type Hit = ReturnType<typeof describeHit>;
