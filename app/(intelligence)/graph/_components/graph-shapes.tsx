import type { NodeKind } from "@/lib/intelligence/graph/graph";
import { kindWords } from "./graph-place";

const fills: Record<NodeKind, string> = {
  subject: "var(--chart-self)",
  identifier: "var(--chart-validated)",
  content: "var(--chart-target)",
  case: "var(--warning)",
};

/** The shape of a kind of node, around (0, 0): told apart without colour too. */
export function NodeShape({ kind, size = 9 }: { kind: NodeKind; size?: number }) {
  const look = { fill: fills[kind], stroke: "var(--surface)", strokeWidth: 1.5 };
  switch (kind) {
    case "subject":
      return <circle r={size} {...look} />;
    case "identifier":
      return <rect x={-size} y={-size} width={size * 2} height={size * 2} rx={3} {...look} />;
    case "content":
      return <rect x={-size} y={-size * 0.7} width={size * 2} height={size * 1.4} {...look} />;
    case "case":
      return <path d={`M0 ${-size * 1.3}L${size * 1.3} 0L0 ${size * 1.3}L${-size * 1.3} 0Z`} {...look} />;
  }
}

/** What shapes and lines mean. */
export function GraphLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted" aria-label="Key">
      {(Object.keys(fills) as NodeKind[]).map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden>
            <NodeShape kind={kind} size={5.5} />
          </svg>
          {kindWords[kind]}
        </li>
      ))}
      {[
        { label: "messages", dash: undefined },
        { label: "judgement or case", dash: "4 3" },
      ].map(({ label, dash }) => (
        <li key={label} className="flex items-center gap-1.5">
          <svg width="22" height="10" aria-hidden>
            <line x1="0" x2="22" y1="5" y2="5" stroke="var(--line-strong)" strokeWidth="2" strokeDasharray={dash} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
