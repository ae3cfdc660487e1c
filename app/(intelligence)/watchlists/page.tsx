import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { RowKeys } from "@/components/lists/row-keys";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { listWatchlists } from "@/lib/intelligence/list-watchlists";
import { HuntPanel } from "./_components/hunt-panel";
import { NewWatchlist } from "./_components/new-watchlist";

export const metadata: Metadata = { title: "Watchlists" };

export default async function WatchlistsPage() {
  const { watchlists } = await load(listWatchlists, {});
  return (
    <Page>
      <PageHeader
        title="Watchlists"
        breadcrumb={[{ label: "Watchlists" }]}
        description="Rules that belong together. What they find waits in triage; how right they were is said here."
      />
      {watchlists.length === 0 ? (
        <EmptyState icon="list-checks" title="There is no watchlist yet">
          Begin with the rules that come with the service, or with an empty list of your own.
        </EmptyState>
      ) : (
        <Card padded={false}>
          <RowKeys title="Watchlists" />
          <Table label="Watchlists" stack>
            <Thead>
              <Tr>
                <Th>Name</Th>
                <Th align="end">Active rules</Th>
                <Th align="end">Hits waiting</Th>
                <Th align="end">Confirmed</Th>
                <Th align="end">Refused</Th>
              </Tr>
            </Thead>
            <Tbody>
              {watchlists.map((list) => (
                <Tr key={list.id} className="hover:bg-hover/60">
                  <Td>
                    <div>
                      <TextLink quiet data-row href={`/watchlists/${list.id}`}>
                        {list.name}
                      </TextLink>{" "}
                      {!list.is_active && <Badge>Laid aside</Badge>}
                      {list.description && (
                        <span className="block max-w-prose text-xs text-muted">{list.description}</span>
                      )}
                    </div>
                  </Td>
                  <Td label="Active rules" align="end">
                    {list.active_rules} of {list.rules}
                  </Td>
                  <Td label="Hits waiting" align="end">
                    {list.waiting.toLocaleString("en")}
                  </Td>
                  <Td label="Confirmed" align="end">
                    {list.confirmed.toLocaleString("en")}
                  </Td>
                  <Td label="Refused" align="end">
                    {list.refused.toLocaleString("en")}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </Card>
      )}
      <Section title="New watchlist">
        <NewWatchlist />
      </Section>
      <Section
        title="Retro-hunt"
        description="New rules find what comes in from now on. A retro-hunt looks through what is there, with all rules that are active."
      >
        <HuntPanel />
      </Section>
    </Page>
  );
}
