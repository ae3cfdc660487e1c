import type { NodeKind } from "@/lib/intelligence/graph/graph";

/** What the address of a graph says. */
export interface GraphPlace {
  kind: NodeKind;
  id: number;
  expanded: readonly string[];
  from: string | undefined;
  to: string | undefined;
}

/** The address of a graph; two pictures of the same have the same. */
export function graphHref({ kind, id, expanded, from, to }: GraphPlace): string {
  const query = new URLSearchParams({ [kind]: String(id) });
  if (expanded.length) query.set("expanded", expanded.join(","));
  if (from) query.set("from", from);
  if (to) query.set("to", to);
  return `/graph?${query}`;
}

const pages: Record<NodeKind, string> = {
  subject: "/subjects",
  identifier: "/identifiers",
  content: "/content",
  case: "/cases",
};

/** Where a node's own page is. */
export const pageOf = ({ kind, id }: { kind: NodeKind; id: number }) => `${pages[kind]}/${id}`;

export const kindWords: Record<NodeKind, string> = {
  subject: "Subject",
  identifier: "Identifier",
  content: "Message",
  case: "Case",
};
