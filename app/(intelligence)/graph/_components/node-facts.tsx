"use client";

import { StatusBadge } from "@/components/ui/badge";
import { Button, LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import type { GraphEdge, GraphNode } from "@/lib/intelligence/graph/graph";
import { graphHref, kindWords, pageOf } from "./graph-place";

/** Links that are listed beside a node; the table has all. */
const LISTED = 12;

/** The chosen node: what it is, what joins it to which others, and where one goes from there. */
export function NodeFacts({
  node,
  edges,
  label,
  words,
  onTurn,
  onSelect,
  pending,
}: {
  node: GraphNode;
  edges: readonly GraphEdge[];
  label: (key: string) => string;
  words: Record<string, string>;
  /** Expands it, or leaves its neighbours away again. */
  onTurn: (() => void) | undefined;
  onSelect: (key: string) => void;
  pending: boolean;
}) {
  return (
    <Card className="flex flex-col gap-3">
      <div aria-live="polite">
        <h2 className="text-base font-semibold break-words">{node.label}</h2>
        <p className="text-sm text-muted">
          {kindWords[node.kind]} · {node.detail} · {node.degree} {node.degree === 1 ? "link" : "links"}
        </p>
      </div>
      {node.flagged && <StatusBadge tone="danger" icon="flag" label="Flagged" className="self-start" />}
      <div className="flex flex-wrap gap-2">
        {onTurn && (
          <Button size="sm" onClick={onTurn} pending={pending} icon={node.expanded ? "x" : "plus"}>
            {node.expanded ? "Leave its neighbours away" : "Expand"}
          </Button>
        )}
        <LinkButton size="sm" href={pageOf(node)} prefetch={false} icon="arrow-right">
          Open
        </LinkButton>
        {onTurn && (
          <LinkButton
            size="sm"
            variant="ghost"
            prefetch={false}
            href={graphHref({ kind: node.kind, id: node.id, expanded: [], from: undefined, to: undefined })}
          >
            Begin here
          </LinkButton>
        )}
      </div>
      {edges.length > 0 && (
        <ul aria-label={`Links of ${node.label}`} className="flex flex-col gap-1.5 text-sm">
          {edges.slice(0, LISTED).map((edge) => {
            const out = edge.from === node.key;
            const other = out ? edge.to : edge.from;
            return (
              <li key={`${edge.from} ${edge.kind} ${edge.to}`} className="break-words">
                {!out && edge.kind !== "same" && (
                  <>
                    <Other id={other} label={label} onSelect={onSelect} />{" "}
                  </>
                )}
                <span className="text-muted">{words[edge.kind]}</span>{" "}
                {out || edge.kind === "same" ? <Other id={other} label={label} onSelect={onSelect} /> : "it"}
                {edge.kind !== "same" && edge.kind !== "holds" && (
                  <span className="text-muted">
                    {" "}
                    {edge.count.toLocaleString("en")}×
                    {edge.first && (
                      <>
                        , <Day value={edge.first.slice(0, 10)} />
                        {edge.last && edge.last.slice(0, 10) !== edge.first.slice(0, 10) && (
                          <>
                            {" – "}
                            <Day value={edge.last.slice(0, 10)} />
                          </>
                        )}
                      </>
                    )}
                  </span>
                )}
              </li>
            );
          })}
          {edges.length > LISTED && <li className="text-muted">{edges.length - LISTED} more in the table</li>}
        </ul>
      )}
    </Card>
  );
}

function Other({
  id,
  label,
  onSelect,
}: {
  id: string;
  label: (key: string) => string;
  onSelect: (key: string) => void;
}) {
  return (
    <button
      type="button"
      onClick={() => onSelect(id)}
      className="rounded-sm text-left font-medium break-all underline-offset-3 hover:underline"
    >
      {label(id)}
    </button>
  );
}
