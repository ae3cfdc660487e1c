import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { connectorNames, searchTypeNames, searchWords } from "@/components/intelligence/words";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { StatusBadge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { getPurpose } from "@/lib/intelligence/get-purpose";
import { getConnectors } from "@/lib/intelligence/osint/connectors-admin";
import { listOsintSearches } from "@/lib/intelligence/osint/list-searches";
import { canManageConnectors, canSearch } from "@/lib/intelligence/osint/osint-policy";
import { Follow } from "../_components/follow";
import { ImportScan } from "./_components/import-scan";
import { SearchForm } from "./_components/search-form";

export const metadata: Metadata = { title: "OSINT" };

const states = ["queued", "running", "done", "failed", "cancelled"] as const;
const services = ["workspace", "spiderfoot", "intelowl", "opencti"] as const;

export default async function OsintPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/osint", searchParams, ["state", "with", "case"]);
  const state = oneOf(address.values.state, states);
  const service = oneOf(address.values.with, services);
  const caseId = /^[1-9]\d{0,8}$/.test(address.values.case ?? "") ? Number(address.values.case) : undefined;
  const [actor, purpose, { connectors }, { items, next_cursor }] = await Promise.all([
    currentActor(),
    load(getPurpose, {}),
    load(getConnectors, {}),
    load(listOsintSearches, {
      ...{ status: state, connector: service, case_id: caseId, limit: Math.min(200, address.limit) },
      cursor: address.cursor,
    }),
  ]);
  const open = connectors.filter(({ is_enabled }) => is_enabled).map(({ id, kind, name }) => ({ id, kind, name }));
  return (
    <Page>
      <PageHeader
        title="OSINT"
        breadcrumb={[{ label: "OSINT" }]}
        description="Searches in the workspace's own material and in services elsewhere. Each is kept with who asked, what for and what came back."
        actions={
          <LinkButton href="/osint/connectors" icon="settings">
            {canManageConnectors(actor) ? "Connectors" : "What can be asked"}
          </LinkButton>
        }
      />
      {canSearch(actor) && purpose && (
        <Section title="New search" card>
          <div className="flex flex-col gap-4">
            <SearchForm services={open} purpose={purpose.purpose} caseId={caseId} />
            <details className="border-t border-line pt-3">
              <summary className="cursor-pointer text-sm text-muted">Import a scan instead</summary>
              <div className="pt-3">
                <ImportScan caseId={caseId} />
              </div>
            </details>
          </div>
        </Section>
      )}
      <Section title="Searches">
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <FilterChips
            label="State"
            items={[
              { label: "All states", href: address.href({ state: undefined }), current: !state },
              ...states.map((each) => ({
                label: searchWords[each]!.label,
                href: address.href({ state: each }),
                current: state === each,
              })),
            ]}
          />
          <FilterChips
            label="Searched with"
            items={[
              { label: "Anything", href: address.href({ with: undefined }), current: !service },
              ...services.map((each) => ({
                label: connectorNames[each]!,
                href: address.href({ with: each }),
                current: service === each,
              })),
            ]}
          />
        </div>
        <Card padded={false}>
          {items.length === 0 ? (
            <EmptyState
              icon="globe"
              title={state || service || caseId ? "No search is like that" : "Nobody searched yet"}
            >
              What analysts search for appears here, with what it was for.
            </EmptyState>
          ) : (
            <Table label="What was searched for" stack>
              <Thead>
                <tr>
                  <Th>Searched for</Th>
                  <Th>With</Th>
                  <Th>State</Th>
                  <Th>Purpose</Th>
                  <Th align="end">Linked</Th>
                  <Th>Asked</Th>
                </tr>
              </Thead>
              <Tbody>
                {items.map((search) => (
                  <Tr key={search.id}>
                    <Td className="max-w-80">
                      <TextLink href={`/osint/${search.id}`} data-row className="wrap-anywhere">
                        {search.query}
                      </TextLink>
                      <span className="block text-xs text-muted">
                        {searchTypeNames[search.search_type] ?? search.search_type}
                        {search.case_number && ` · ${search.case_number}`}
                      </span>
                    </Td>
                    <Td label="With">{connectorNames[search.connector] ?? search.connector}</Td>
                    <Td label="State">
                      <StatusBadge {...searchWords[search.status]!} plain />
                    </Td>
                    <Td label="Purpose" className="max-w-60 break-words">
                      {search.purpose}
                    </Td>
                    <Td label="Linked" align="end">
                      {search.links}
                    </Td>
                    <Td label="Asked">
                      <RelativeTime value={search.created_at} />
                      {search.created_by.name && (
                        <span className="block text-xs text-muted">{search.created_by.name}</span>
                      )}
                    </Td>
                  </Tr>
                ))}
              </Tbody>
            </Table>
          )}
        </Card>
        <LoadMore href={address.more(next_cursor)} shown={items.length} noun="searches" />
      </Section>
      <RowKeys title="OSINT" />
      <Follow active={items.some(({ status }) => status === "queued" || status === "running")} />
    </Page>
  );
}
