import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { platformNames } from "@/components/intelligence/words";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { getSource, listSources } from "@/lib/intelligence/list-sources";
import { EditSource } from "./_components/edit-source";

export const metadata: Metadata = { title: "Sources" };

const PATH = "/sources";

export default async function SourcesPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q", "source"]);
  const { q, source: chosen } = address.values;
  const { sources, next_cursor } = await load(listSources, { q, limit: address.limit, cursor: address.cursor });
  const source = chosen && /^[1-9]\d{0,9}$/.test(chosen) ? await load(getSource, { id: chosen }) : undefined;
  return (
    <Page>
      <PageHeader
        title="Sources"
        breadcrumb={[{ label: "Sources" }]}
        description="Chats, channels and tables that material came from, and how their messages are read."
      />
      <FilterForm path={PATH} title="Sources" search={q} placeholder="Search by name or id" />
      <RowKeys title="Sources" />
      <Card padded={false}>
        {sources.length === 0 ? (
          <EmptyState icon="database" title={q ? `No source matches “${q}”` : "There is no source yet"}>
            {q ? "Try a shorter part of its name." : "Sources are made as material is brought in."}
          </EmptyState>
        ) : (
          <Table label="Sources" stack>
            <Thead>
              <tr>
                <Th>Name</Th>
                <Th>Platform</Th>
                <Th>Language</Th>
                <Th>Region</Th>
                <Th>Time zone</Th>
                <Th align="end">Since</Th>
              </tr>
            </Thead>
            <Tbody>
              {sources.map((row) => (
                <Tr key={row.id} selected={row.id === source?.id}>
                  <Td className="max-w-80">
                    <TextLink
                      href={address.here({ source: String(row.id) })}
                      data-row
                      scroll={false}
                      className="break-words"
                    >
                      {row.name}
                    </TextLink>{" "}
                    {!row.is_active && <Badge tone="warning">Switched off</Badge>}
                    <p className="text-xs break-all text-muted">{row.platform_source_id}</p>
                  </Td>
                  <Td label="Platform">{platformNames[row.platform]}</Td>
                  <Td label="Language">{row.language || "Each message’s own"}</Td>
                  <Td label="Region">{row.default_region || "None"}</Td>
                  <Td label="Time zone">{row.time_zone}</Td>
                  <Td label="Since" align="end">
                    <RelativeTime value={row.created_at} format="date" />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={sources.length} noun="sources" />
      {source && <EditSource key={source.id} source={source} closeHref={address.here({ source: undefined })} />}
    </Page>
  );
}
