import { z } from "zod";
import * as edges from "@/db/queries/intelligence/graph/edges";
import { findPlace, listNodes, type NodeIds, type NodeRow } from "@/db/queries/intelligence/graph/nodes";
import type { Tx } from "@/lib/kernel/database";
import { day, whole } from "@/lib/kernel/input";
import {
  boundNeighbourhood,
  degreesOf,
  keyOf,
  mergeEdges,
  nodeKinds,
  refOf,
  type GraphEdge,
  type GraphNode,
  type NodeRef,
} from "./graph/graph";
import { look } from "./look";
import { inIntelligence } from "./policy";

/** Nodes that one picture expands, beside the one it is about. */
const MOST_EXPANDED = 19;

/**
 * What is around a subject, an identifier, a message or a case, and around those of its neighbours that are expanded: at
 * most 200 neighbours, those most is known to join. All messages between two are one edge. A case, and what it holds, is
 * there for those who may see into it.
 */
export const getGraph = look({
  action: "intelligence.graph.read",
  input: z.object({
    kind: z.enum(nodeKinds),
    id: whole(1, Number.MAX_SAFE_INTEGER),
    /** Keys of neighbours whose neighbours are shown too. */
    expanded: z
      .array(z.string().refine((key) => refOf(key) !== undefined, "is no node"))
      .max(MOST_EXPANDED)
      .default([]),
    /** Only what was posted on these days (UTC) joins; both count. */
    from: day().optional(),
    to: day().optional(),
  }),
  target: (tx, { kind, id }) => findPlace(tx, kind, id),
  subject: "record",
  allow: inIntelligence,
  run: async ({ tx, target }, input) => {
    const organization = target.organization_id;
    const asked = { kind: input.kind, id: input.id };
    const center = keyOf(asked);
    const window = { from: startOf(input.from), to: endOf(input.to) };
    const ids = idsOf([asked, ...input.expanded.flatMap((key) => refOf(key) ?? [])]);
    const found = await findEdges(tx, organization, ids, window);
    const first = boundNeighbourhood([center, ...input.expanded], found);
    const around = idsOf(first.keys.flatMap((key) => refOf(key) ?? []));
    const [rows, named, parts] = await Promise.all([
      listNodes(tx, organization, around),
      edges.namedAmong(tx, organization, { identifiers: around.identifier, subjects: around.subject }, window),
      edges.partsOf(tx, organization, around.content, window),
    ]);
    // A key of the address may be of nothing within reach.
    const known = new Map(rows.map((row) => [row.key, row]));
    const among = [...named, ...parts].filter(({ from, to }) => known.has(from) && known.has(to)).map(describeEdge);
    const joined = mergeEdges([...first.edges.filter(({ from, to }) => known.has(from) && known.has(to)), ...among]);
    const degrees = degreesOf(joined);
    const expanded = new Set([center, ...input.expanded]);
    const nodes = first.keys.flatMap((key): GraphNode[] => {
      const [row, ref] = [known.get(key), refOf(key)];
      if (!row || !ref || (key !== center && !degrees.has(key))) return [];
      const { label, detail, flagged } = row;
      return [{ key, ...ref, label, detail, flagged, degree: degrees.get(key) ?? 0, expanded: expanded.has(key) }];
    });
    return { center, nodes, edges: joined, left: first.left, ...seenBetween(rows, center) };
  },
  seen: ({ nodes }, { kind, id, expanded }, { organization_id }) => ({
    table: tableOf[kind],
    recordId: id,
    organizationId: organization_id,
    details: { graph: nodes.length, ...(expanded.length && { expanded }) },
  }),
});

export type Graph = Awaited<ReturnType<typeof getGraph>>;

const tableOf = { subject: "subjects", identifier: "identifiers", content: "content", case: "cases" } as const;

const startOf = (day: string | null | undefined) => (day ? new Date(`${day}T00:00:00Z`) : null);
const endOf = (day: string | null | undefined) => (day ? new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000) : null);

const idsOf = (refs: readonly NodeRef[]): NodeIds => {
  const of = (kind: NodeRef["kind"]) => refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
  return { subject: of("subject"), identifier: of("identifier"), content: of("content"), case: of("case") };
};

const describeEdge = ({ first, last, ...edge }: edges.EdgeRow): GraphEdge => ({
  ...edge,
  first: first?.toISOString() ?? null,
  last: last?.toISOString() ?? null,
});

/** All that joins these records to others, whichever way. */
async function findEdges(tx: Tx, organization: number, ids: NodeIds, window: edges.Window): Promise<GraphEdge[]> {
  const { subject, identifier, content } = ids;
  const found = await Promise.all([
    edges.namedBy(tx, organization, subject, window),
    edges.answeredBy(tx, organization, subject, window),
    edges.answersTo(tx, organization, subject, window),
    edges.judgedSame(tx, organization, subject, window),
    edges.casesOfSubjects(tx, organization, subject, window),
    edges.namersOf(tx, organization, identifier, window),
    edges.casesOfIdentifiers(tx, organization, identifier, window),
    edges.partsOf(tx, organization, content, window),
    edges.casesOfContent(tx, organization, content, window),
    edges.heldBy(tx, organization, ids.case, window),
  ]);
  return found.flat().map(describeEdge);
}

/** Where the slider begins and ends: when what is in the middle was seen, or, where that is a moment, anything shown. */
function seenBetween(rows: readonly NodeRow[], center: string) {
  const timesOf = (some: readonly NodeRow[]) =>
    some.flatMap(({ first, last }) => [first, last]).flatMap((time) => (time ? [time.getTime()] : []));
  const own = timesOf(rows.filter(({ key }) => key === center));
  const times = new Set(own).size > 1 ? own : timesOf(rows);
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return times.length
    ? { since: dayOf(Math.min(...times)), until: dayOf(Math.max(...times)) }
    : { since: null, until: null };
}
