"use client";

import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import type { Graph } from "@/lib/intelligence/get-graph";
import type { GraphEdge, GraphNode } from "@/lib/intelligence/graph/graph";
import type { Place } from "@/lib/intelligence/graph/layout";
import { NodeShape } from "./graph-shapes";
import { useLayout } from "./use-layout";

export const PICTURE_HEIGHT = 520;
/** Up to so many nodes, all are named in the picture; of more, those that matter. */
const ALL_NAMED = 35;
const MARGIN = 70;

/** The picture. The pointer chooses and, twice, expands; keys do so in the list beside it. */
export function GraphPicture({
  graph: given,
  selected,
  onSelect,
  onTurn,
}: {
  graph: Graph;
  selected: string | undefined;
  onSelect: (key: string) => void;
  onTurn: (key: string) => void;
}) {
  const drawn = useLayout(given);
  if (!drawn) return <Skeleton className="size-full" />;
  const { graph, places } = drawn;
  const near = new Set(
    graph.edges.flatMap(({ from, to }) => (from === selected ? [to] : to === selected ? [from] : [])),
  );
  const lit = (key: string) => key === selected || near.has(key);
  const named = ({ key, expanded, degree }: GraphNode) =>
    graph.nodes.length <= ALL_NAMED || key === selected || expanded || degree > 1 || (near.has(key) && near.size < 20);
  return (
    <svg
      id="graph-drawing"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={viewBoxOf(places)}
      preserveAspectRatio="xMidYMid meet"
      className="size-full"
      fontSize={12}
    >
      <g>
        {graph.edges.map((edge) => (
          <EdgeLine
            key={`${edge.from} ${edge.kind} ${edge.to}`}
            edge={edge}
            places={places}
            chosen={edge.from === selected || edge.to === selected}
          />
        ))}
      </g>
      {graph.nodes.map((node) => {
        const place = places.get(node.key);
        if (!place) return null;
        return (
          <g
            key={node.key}
            data-node={node.key}
            transform={`translate(${place.x} ${place.y})`}
            className="cursor-pointer"
            onClick={() => onSelect(node.key)}
            onDoubleClick={() => onTurn(node.key)}
          >
            <title>{node.label}</title>
            {node.key === selected && (
              <circle data-chosen r={17} fill="none" stroke="var(--accent-ink)" strokeWidth={2.5} />
            )}
            {node.flagged && <circle r={13} fill="none" stroke="var(--danger-solid)" strokeWidth={2} />}
            <g opacity={selected === graph.center || lit(node.key) ? 1 : 0.55}>
              <NodeShape kind={node.kind} size={node.expanded ? 11 : 8} />
            </g>
            {named(node) && (
              <text
                y={26}
                textAnchor="middle"
                fill="var(--ink)"
                stroke="var(--surface)"
                strokeWidth={3}
                paintOrder="stroke"
                className={cn(lit(node.key) && "font-medium")}
              >
                {node.label.length > 24 ? `${node.label.slice(0, 23)}…` : node.label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

function EdgeLine({ edge, places, chosen }: { edge: GraphEdge; places: ReadonlyMap<string, Place>; chosen: boolean }) {
  const [a, b] = [places.get(edge.from), places.get(edge.to)];
  if (!a || !b) return null;
  const said = edge.kind === "same" || edge.kind === "holds";
  return (
    <line
      x1={a.x}
      y1={a.y}
      x2={b.x}
      y2={b.y}
      stroke={chosen ? "var(--accent-ink)" : "var(--line-strong)"}
      strokeOpacity={chosen ? 1 : 0.5}
      strokeWidth={said ? 2 : 1 + Math.min(5, Math.log2(edge.count))}
      strokeDasharray={said ? "5 4" : undefined}
    />
  );
}

/** The part of the plane with all nodes and their names. */
function viewBoxOf(places: ReadonlyMap<string, Place>): string {
  const all = [...places.values()];
  const [xs, ys] = [all.map(({ x }) => x), all.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  return [left, top, Math.max(...xs) + MARGIN - left, Math.max(...ys) + MARGIN - top].join(" ");
}
