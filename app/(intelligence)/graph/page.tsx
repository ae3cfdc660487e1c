import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { getGraph } from "@/lib/intelligence/get-graph";
import { nodeKinds, refOf } from "@/lib/intelligence/graph/graph";
import { GraphView } from "./_components/graph-view";

export const metadata: Metadata = { title: "Graph" };

export default async function GraphPage({ searchParams }: { searchParams: SearchParams }) {
  const { values } = await listAddress("/graph", searchParams, [...nodeKinds, "expanded", "from", "to"]);
  const kind = nodeKinds.find((each) => values[each]);
  const id = kind && /^[1-9]\d{0,15}$/.test(values[kind] ?? "") ? Number(values[kind]) : undefined;
  if (!kind || id === undefined) return <NothingChosen />;
  const expanded = (values.expanded?.split(",") ?? []).filter((key) => refOf(key)).slice(0, 19);
  const [from, to] = [dayOf(values.from), dayOf(values.to)];
  const graph = await load(getGraph, { kind, id, expanded, from, to });
  const center = graph.nodes.find(({ key }) => key === graph.center);
  return (
    <Page width="wide" className="max-w-7xl">
      <PageHeader
        title={`Around ${center?.label ?? "this record"}`}
        breadcrumb={[{ label: "Graph", href: "/graph" }, { label: center?.label ?? "" }]}
        description="All messages between two are one line: the thicker, the more. Cases are there for their members alone."
      />
      <GraphView graph={graph} place={{ kind, id, expanded, from, to }} />
    </Page>
  );
}

function NothingChosen() {
  return (
    <Page>
      <PageHeader title="Graph" breadcrumb={[{ label: "Graph" }]} />
      <Card padded={false}>
        <EmptyState
          icon="network"
          title="A graph begins with somebody or something"
          action={
            <LinkButton href="/subjects" icon="users" prefetch={false}>
              Choose a subject
            </LinkButton>
          }
        >
          Open a subject, an identifier, a message or a case, and choose “Show links” there.
        </EmptyState>
      </Card>
    </Page>
  );
}

/** A day of the address; anything else is none. */
const dayOf = (value: string | undefined) =>
  value && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) && value >= "2000-01-01"
    ? value
    : undefined;
