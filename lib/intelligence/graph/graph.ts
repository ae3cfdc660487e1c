/** What a node stands for, and the letter its key begins with. */
export const nodeKinds = ["subject", "identifier", "content", "case"] as const;
export type NodeKind = (typeof nodeKinds)[number];

const letters: Record<NodeKind, string> = { subject: "s", identifier: "i", content: "m", case: "c" };

export interface NodeRef {
  kind: NodeKind;
  id: number;
}

export const keyOf = ({ kind, id }: NodeRef) => `${letters[kind]}${id}`;

/** The ids of messages are wider than those of all else: the database fails when it is asked about others. */
const mostOf = (kind: NodeKind) => (kind === "content" ? Number.MAX_SAFE_INTEGER : 2_147_483_647);

/** Reads a key back; undefined for what is none. */
export function refOf(key: string): NodeRef | undefined {
  const kind = nodeKinds.find((each) => letters[each] === key[0]);
  const id = /^.[1-9]\d{0,15}$/.test(key) ? Number(key.slice(1)) : undefined;
  return kind && id !== undefined && id <= mostOf(kind) ? { kind, id } : undefined;
}

/** How two nodes belong together. */
type EdgeKind = "wrote" | "named" | "mentions" | "replied" | "same" | "holds";

/** Two nodes and all that joins them in one way: so many messages, the first and the last. */
export interface GraphEdge {
  from: string;
  to: string;
  kind: EdgeKind;
  count: number;
  /** ISO 8601; null for what has no time of its own. */
  first: string | null;
  last: string | null;
}

export interface GraphNode {
  key: string;
  kind: NodeKind;
  id: number;
  label: string;
  /** A second line: the platform, the kind of identifier, the day. */
  detail: string;
  /** How many edges it has here. */
  degree: number;
  /** Its neighbours were looked up too. */
  expanded: boolean;
  flagged: boolean;
}

/** Neighbours that are shown at most, beside what was asked for and expanded. */
const MOST_NEIGHBOURS = 200;

/**
 * The nodes that are shown: what was asked for, then those most is known to join it, up to the limit; and the edges
 * between them. `left` counts neighbours that found no place.
 */
export function boundNeighbourhood(asked: readonly string[], edges: readonly GraphEdge[], most = MOST_NEIGHBOURS) {
  const merged = mergeEdges(edges);
  const strength = new Map<string, number>();
  for (const { from, to, kind, count } of merged) {
    // Judgements and cases are what people said; they come before whatever is counted.
    const weight = kind === "same" || kind === "holds" ? Number.MAX_SAFE_INTEGER / 1_000_000 : count;
    for (const key of [from, to]) strength.set(key, (strength.get(key) ?? 0) + weight);
  }
  const first = new Set(asked);
  const neighbours = [...strength.keys()]
    .filter((key) => !first.has(key))
    .sort((a, b) => strength.get(b)! - strength.get(a)! || (a < b ? -1 : 1));
  const shown = new Set([...asked, ...neighbours.slice(0, most)]);
  return {
    keys: [...shown],
    edges: merged.filter(({ from, to }) => shown.has(from) && shown.has(to)),
    left: Math.max(0, neighbours.length - most),
  };
}

/** One edge for each two nodes and kind: what several look-ups found of the same is counted once. */
export function mergeEdges(edges: readonly GraphEdge[]): GraphEdge[] {
  const found = new Map<string, GraphEdge>();
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    const key = `${edge.from} ${edge.kind} ${edge.to}`;
    const known = found.get(key);
    // Two look-ups of one edge count the same messages: the fuller one stands.
    if (!known || known.count < edge.count) found.set(key, edge);
  }
  return [...found.values()];
}

/** How often each node is an end of an edge. */
export function degreesOf(edges: readonly GraphEdge[]): Map<string, number> {
  const degrees = new Map<string, number>();
  for (const { from, to } of edges) for (const key of [from, to]) degrees.set(key, (degrees.get(key) ?? 0) + 1);
  return degrees;
}
