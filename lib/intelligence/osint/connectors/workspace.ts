import { normalizeIdentifier } from "@/lib/intelligence/extraction/normalize";
import { ConnectorFailed, type OsintEntry, type OsintFindings, type SearchType } from "./connector";

/** What the agency's own material says, as the database tells it. */
export interface Corpus {
  identifier(
    kind: string,
    normalized: string,
  ): Promise<
    | {
        found: { kind: string; value: string; occurrences: number; first_seen: Date | null; last_seen: Date | null };
        messages: CorpusMessage[];
        beside: { kind: string; value: string; occurrences: number; last_seen: Date | null }[];
      }
    | undefined
  >;
  /** The newest with these words one after the other; until when was looked, where there may be more before it. */
  saying(words: string): Promise<{ messages: CorpusMessage[]; lookedBackTo: string | null }>;
  sources(): Promise<number>;
}

interface CorpusMessage {
  id: string;
  source: string;
  platform: string;
  username: string | null;
  excerpt: string;
  posted_at: Date | null;
}

type Kind = NonNullable<OsintEntry["kind"]>;

/** The workspace's own material: an identifier with where it stands and what stands beside it, or messages with these words. */
export async function searchWorkspace(query: string, type: SearchType, corpus: Corpus): Promise<OsintFindings> {
  const sourcesSearched = await corpus.sources();
  if (type === "text") {
    const { messages, lookedBackTo } = await corpus.saying(query);
    const remarks = lookedBackTo && [`Messages before ${lookedBackTo.slice(0, 10)} were not looked through.`];
    return { results: messages.map(asEntry), sourcesSearched, ...(remarks && { remarks }) };
  }
  const wanted = normalizeIdentifier(type, query);
  if (!wanted) throw new ConnectorFailed(`“${query}” is not ${article(type)}. Search for it as text.`);
  const known = await corpus.identifier(type, wanted.normalized);
  if (!known) return { results: [], sourcesSearched };
  const { found, messages, beside } = known;
  const results: OsintEntry[] = [
    {
      source: "Known identifiers",
      type: "known identifier",
      kind: found.kind as Kind,
      value: found.value,
      detail: `${times(found.occurrences)}${found.first_seen ? `, first ${found.first_seen.toISOString()}` : ""}`,
      seenAt: found.last_seen?.toISOString() ?? null,
      confidence: 1,
    },
    ...beside.map((each) => ({
      source: "Known identifiers",
      type: "in the same messages",
      kind: each.kind as Kind,
      value: each.value,
      detail: `${times(each.occurrences)} together`,
      seenAt: each.last_seen?.toISOString() ?? null,
      confidence: null,
    })),
    ...messages.map(asEntry),
  ];
  return { results, sourcesSearched };
}

const asEntry = ({ id, source, platform, username, excerpt, posted_at }: CorpusMessage): OsintEntry => ({
  source,
  type: `message on ${platform}`,
  kind: null,
  value: excerpt,
  detail: username ?? "",
  seenAt: posted_at?.toISOString() ?? null,
  confidence: null,
  data: { content_id: id },
});

const times = (count: number) => (count === 1 ? "once" : `${count} times`);
const article = (type: string) => (/^[aeio]/.test(type) ? `an ${type}` : `a ${type}`);
