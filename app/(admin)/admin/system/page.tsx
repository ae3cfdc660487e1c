import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card, Section } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { LinkButton } from "@/components/ui/button";
import { getSystem } from "@/lib/health/get-system";
import { Incidents } from "./_components/incidents";
import { LockTable, SlowTable, TableSizes, UnusedTable } from "./_components/detail-tables";
import { Figures } from "./_components/figures";
import { SystemCharts } from "./_components/system-charts";

export const metadata: Metadata = { title: "System" };

const PATH = "/admin/system";
const spans = ["24", "168", "720"] as const;
const spanNames = { 24: "24 hours", 168: "7 days", 720: "30 days" };

/** How the service is and how it went: figures, charts, what is slow, unused, locked or wrong. */
export default async function SystemPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["hours"]);
  const hours = oneOf(address.values.hours, spans) ?? "24";
  const system = await load(getSystem, { hours });
  return (
    <Page>
      <PageHeader
        title="System"
        breadcrumb={[{ label: "Administration" }, { label: "System" }]}
        description="Of the process that made this page and of the database behind all of them."
        actions={
          <>
            <LinkButton href="/admin/platform-state" icon="shield-check">
              Statement of state
            </LinkButton>
            <LinkButton href="/admin/settings" icon="settings">
              Settings
            </LinkButton>
          </>
        }
      />
      <Incidents incidents={system.incidents} />
      <Figures system={system} />
      <Section
        title="Over time"
        actions={
          <FilterChips
            label="Span"
            items={spans.map((each) => ({
              label: spanNames[each],
              href: address.href({ hours: each === "24" ? undefined : each }),
              current: each === hours,
            }))}
          />
        }
      >
        <SystemCharts samples={system.samples} />
      </Section>
      <Section
        title="What takes time"
        description={
          system.slow.statements
            ? "Statements of the server by their total time, from pg_stat_statements."
            : "What this process did since its start, by its total time. With pg_stat_statements loaded, statements stand here."
        }
      >
        <Card padded={false}>
          <SlowTable slow={system.slow} />
        </Card>
      </Section>
      <Section title="Waiting for locks">
        <Card padded={false}>
          <LockTable locks={system.locks} />
        </Card>
      </Section>
      <div className="grid gap-6 xl:grid-cols-2">
        <Section title="Largest tables" description="Rows are the database’s estimates.">
          <Card padded={false}>
            <TableSizes tables={system.tables} />
          </Card>
        </Section>
        <Section title="Unused indexes" description="No query used them since the database’s statistics began.">
          <Card padded={false}>
            <UnusedTable indexes={system.unused} />
          </Card>
        </Section>
      </div>
    </Page>
  );
}
