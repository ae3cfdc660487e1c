import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import { listOrganizations } from "@/lib/identity/admin/list-organizations";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { NewOrganization } from "./_components/new-organization";

export const metadata: Metadata = { title: "Organizations" };

const PATH = "/admin/organizations";

export default async function OrganizationsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q", "new"]);
  const { q } = address.values;
  const { items, nextCursor } = await load(listOrganizations, { q, limit: address.limit, cursor: address.cursor });
  return (
    <Page>
      <PageHeader
        title="Organizations"
        breadcrumb={[{ label: "Administration" }, { label: "Organizations" }]}
        actions={
          <LinkButton href={address.here({ new: "1" })} variant="primary" icon="plus" scroll={false}>
            New organization
          </LinkButton>
        }
      />
      <FilterForm path={PATH} title="Organizations" search={q} placeholder="Search by name" />
      <RowKeys title="Organizations" />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState icon="building" title={q ? `No organization matches “${q}”` : "There is no organization yet"}>
            {q
              ? "Try a shorter part of its name."
              : "An organization is a client company: its people, products and answers."}
          </EmptyState>
        ) : (
          <Table label="Organizations" stack>
            <Thead>
              <tr>
                <Th sort="ascending">Name</Th>
                <Th align="end">People</Th>
                <Th align="end">Products</Th>
                <Th align="end">Leads</Th>
                <Th align="end">Since</Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((row) => (
                <Tr key={row.id}>
                  <Td>
                    <TextLink href={`${PATH}/${row.id}`} data-row>
                      {row.name}
                    </TextLink>{" "}
                    {row.isDemo && <Badge>Demo</Badge>}
                  </Td>
                  <Td label="People" align="end">
                    {row.users}
                  </Td>
                  <Td label="Products" align="end">
                    {row.products}
                  </Td>
                  <Td label="Leads" align="end">
                    {row.leads}
                  </Td>
                  <Td label="Since" align="end">
                    <RelativeTime value={row.createdAt} format="date" />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(nextCursor)} shown={items.length} noun="organizations" />
      <NewOrganization open={address.values.new !== undefined} closeHref={address.here({ new: undefined })} />
    </Page>
  );
}
