import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { keywords } from "@/db/schema/intelligence/keywords";
import { watchlists } from "@/db/schema/intelligence/watchlists";

interface WatchlistRow {
  id: number;
  organization_id: number;
  name: string;
  description: string;
  is_active: boolean;
  rules: number;
  active_rules: number;
  waiting: number;
  confirmed: number;
  refused: number;
  updated_at: Date;
}

const watchlistColumns = `w.id, w.organization_id, w.name, w.description, w.is_active, w.updated_at,
      (select count(*) from keywords k where k.organization_id = w.organization_id and k.watchlist_id = w.id) as rules,
      (select count(*) from keywords k where k.organization_id = w.organization_id and k.watchlist_id = w.id and k.is_active) as active_rules`;

const listStatement = {
  name: "list_watchlists",
  text: `select ${watchlistColumns}, count(d.id) filter (where d.status = 'new' and not d.negated) as waiting,
      count(d.id) filter (where d.status in ('confirmed', 'escalated')) as confirmed,
      count(d.id) filter (where d.status = 'false_positive') as refused
    from watchlists w
    left join keywords k on k.organization_id = w.organization_id and k.watchlist_id = w.id
    left join detections d on d.organization_id = k.organization_id and d.keyword_id = k.id
    group by w.id order by w.is_active desc, w.name, w.id limit 200`,
};

/** The watchlists within reach (200 at most), those in use first, with what came of their rules. */
export const listWatchlistRows = (tx: Tx) => tx.send<WatchlistRow>(listStatement, []);

const findStatement = {
  name: "watchlist",
  text: `select ${watchlistColumns} from watchlists w where w.id = $1`,
};

export const findWatchlist = async (tx: Tx, id: number) =>
  (await tx.send<Omit<WatchlistRow, "waiting" | "confirmed" | "refused">>(findStatement, [id]))[0];

export interface KeywordRow {
  id: number;
  organization_id: number;
  watchlist_id: number;
  term: string;
  kind: "phrase" | "k_of_n" | "regex";
  severity: "LOW" | "MEDIUM" | "HIGH" | "CRITICAL";
  category: string;
  weight: number;
  aliases: string[];
  terms: string[];
  threshold: number;
  case_sensitive: boolean;
  whole_word: boolean;
  folded: boolean;
  fuzzy: number;
  languages: string[];
  source_ids: number[];
  negative_context: string[];
  context_words: number;
  is_active: boolean;
  version: number;
  created_at: Date;
}

const keywordColumns = `k.id, k.organization_id, k.watchlist_id, k.term, k.kind, k.severity, k.category, k.weight, k.aliases, k.terms, k.threshold,
      k.case_sensitive, k.whole_word, k.folded, k.fuzzy, k.languages, k.source_ids, k.negative_context, k.context_words,
      k.is_active, k.version, k.created_at`;

/** A rule with what analysts made of its hits. */
export interface JudgedKeywordRow extends KeywordRow {
  hits: number;
  waiting: number;
  confirmed: number;
  refused: number;
  ignored: number;
  negated: number;
  last_hit: Date | null;
}

const ofWatchlistStatement = {
  name: "keywords_of_watchlist",
  text: `select ${keywordColumns}, count(d.id) as hits, count(d.id) filter (where d.status = 'new' and not d.negated) as waiting,
      count(d.id) filter (where d.status in ('confirmed', 'escalated')) as confirmed,
      count(d.id) filter (where d.status = 'false_positive') as refused,
      count(d.id) filter (where d.status in ('ignored', 'reviewed')) as ignored,
      count(d.id) filter (where d.negated) as negated, max(d.created_at) as last_hit
    from keywords k left join detections d on d.organization_id = k.organization_id and d.keyword_id = k.id
    where k.organization_id = $1 and k.watchlist_id = $2
    group by k.id order by k.is_active desc, k.category, k.term, k.id limit 1000`,
};

export const listKeywordRows = (tx: Tx, { id, organization_id }: { id: number; organization_id: number }) =>
  tx.send<JudgedKeywordRow>(ofWatchlistStatement, [organization_id, id]);

const keywordStatement = { name: "keyword", text: `select ${keywordColumns} from keywords k where k.id = $1` };

export const findKeyword = async (tx: Tx, id: number): Promise<KeywordRow | undefined> =>
  (await tx.send<KeywordRow>(keywordStatement, [id]))[0];

export const insertWatchlist = async (tx: Tx, row: typeof watchlists.$inferInsert) =>
  (await tx.insert(watchlists).values(row).returning({ id: watchlists.id }))[0]!.id;

export const updateWatchlistRow = (
  tx: Tx,
  { id, organizationId }: { id: number; organizationId: number },
  changes: Partial<Pick<typeof watchlists.$inferInsert, "name" | "description" | "isActive">>,
) =>
  tx
    .update(watchlists)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(and(eq(watchlists.organizationId, organizationId), eq(watchlists.id, id)));

export const insertKeywords = async (tx: Tx, rows: (typeof keywords.$inferInsert)[]) =>
  (await tx.insert(keywords).values(rows).returning({ id: keywords.id })).map(({ id }) => id);

/** Changes a rule that still has the version seen; whether it had. */
export const updateKeywordRow = async (
  tx: Tx,
  { id, organizationId, version }: { id: number; organizationId: number; version: number },
  changes: Partial<typeof keywords.$inferInsert>,
) => {
  const changed = await tx
    .update(keywords)
    .set({ ...changes, version: sql`${keywords.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(keywords.organizationId, organizationId), eq(keywords.id, id), eq(keywords.version, version)))
    .returning({ id: keywords.id });
  return changed.length === 1;
};
