"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { formatFullDay } from "@/components/charts/chart-style";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import type { Graph } from "@/lib/intelligence/get-graph";
import { graphHref, pageOf, type GraphPlace } from "./graph-place";
import { GraphPicture, PICTURE_HEIGHT } from "./graph-picture";
import { GraphLegend } from "./graph-shapes";
import { NodeFacts } from "./node-facts";
import { NodeList } from "./node-list";
import { saveDrawing } from "./save-drawing";
import { TimeWindow } from "./time-window";

const edgeWords: Record<string, string> = {
  wrote: "wrote",
  named: "named",
  mentions: "names",
  replied: "answered",
  same: "same person as",
  holds: "holds",
};

/** A neighbourhood as a picture, as a list that keys go through, and as a table; which node is chosen is the same in all. */
export function GraphView({ graph, place }: { graph: Graph; place: GraphPlace }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [chosen, setChosen] = useState(graph.center);
  const nodes = new Map(graph.nodes.map((node) => [node.key, node]));
  const selected = nodes.get(chosen) ?? nodes.get(graph.center);
  const label = (key: string) => nodes.get(key)?.label ?? key;
  const go = (changes: Partial<GraphPlace>) =>
    startTransition(() => router.push(graphHref({ ...place, ...changes }), { scroll: false }));

  /** Looks up what is around a node, or leaves it away again; the one in the middle stays. */
  function turn(key: string) {
    if (key === graph.center) return;
    const { expanded } = place;
    go({ expanded: expanded.includes(key) ? expanded.filter((each) => each !== key) : [...expanded, key] });
  }

  const neighbours = graph.nodes.length - 1;
  return (
    <div className="flex flex-col gap-4" aria-busy={pending}>
      {graph.left > 0 && (
        <Notice tone="warning" title="Not everything is shown">
          These are the {neighbours} neighbours that most is known to join; at least {graph.left} more found no place.
          Choose a shorter time, or begin with one of them.
        </Notice>
      )}
      <TimeWindow since={graph.since} until={graph.until} from={place.from} to={place.to} onChange={go} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <Card className="flex min-w-0 flex-col gap-3">
          <ChartFrame
            title={messageOf(graph, label)}
            description={`${neighbours} ${neighbours === 1 ? "neighbour" : "neighbours"}, ${graph.edges.length} ${graph.edges.length === 1 ? "link" : "links"}`}
            height={PICTURE_HEIGHT}
            level={2}
            table={{
              columns: ["From", "Link", "To", "Messages", "First", "Last"],
              rows: graph.edges.map((edge) => ({
                key: `${edge.from} ${edge.kind} ${edge.to}`,
                cells: [
                  label(edge.from),
                  edgeWords[edge.kind] ?? edge.kind,
                  label(edge.to),
                  edge.kind === "same" || edge.kind === "holds" ? null : edge.count,
                  edge.first && formatFullDay(edge.first),
                  edge.last && formatFullDay(edge.last),
                ],
              })),
            }}
          >
            <GraphPicture graph={graph} selected={selected?.key} onSelect={setChosen} onTurn={turn} />
          </ChartFrame>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <GraphLegend />
            <Button size="sm" variant="ghost" icon="download" onClick={saveDrawing} className="text-muted">
              Save as SVG
            </Button>
          </div>
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <NodeList
            nodes={graph.nodes}
            selected={selected?.key ?? graph.center}
            onSelect={setChosen}
            onTurn={turn}
            onOpen={(key) => {
              const node = nodes.get(key);
              if (node) router.push(pageOf(node));
            }}
          />
          {selected && (
            <NodeFacts
              node={selected}
              edges={graph.edges.filter(({ from, to }) => from === selected.key || to === selected.key)}
              label={label}
              words={edgeWords}
              onTurn={selected.key === graph.center ? undefined : () => turn(selected.key)}
              pending={pending}
              onSelect={setChosen}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** What the picture says first: the strongest link. */
function messageOf(graph: Graph, label: (key: string) => string): string {
  const counted = graph.edges.filter(({ kind }) => kind === "named" || kind === "replied");
  const strongest = counted.reduce<(typeof counted)[number] | undefined>(
    (most, each) => (!most || each.count > most.count ? each : most),
    undefined,
  );
  if (!strongest) return graph.edges.length ? "No messages join these" : "Nothing is known to join it";
  const times = strongest.count === 1 ? "once" : `${strongest.count.toLocaleString("en")} times`;
  return `${label(strongest.from)} ${edgeWords[strongest.kind]} ${label(strongest.to)} ${times}`;
}
