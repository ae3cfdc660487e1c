import type { Metadata } from "next";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { productStatusFace } from "@/components/status/status-badges";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { AppliedFilters, FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { listProductOrganizations } from "@/lib/assessment/list-product-organizations";
import { listProducts } from "@/lib/assessment/list-products";
import { canCreateProduct } from "@/lib/assessment/policy";
import { productStatuses } from "@/lib/assessment/product-status";
import { OrganizationPicker } from "./_components/organization-picker";
import { ProductList } from "./_components/product-list";

export const metadata: Metadata = { title: "Products" };

const PATH = "/products";

export default async function ProductsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await currentActor();
  const address = await listAddress(PATH, searchParams, ["q", "status", "organization_id", "archived", "sort"]);
  const { q, organization_id, archived } = address.values;
  const status = oneOf(address.values.status, productStatuses);
  const sort = oneOf(address.values.sort, ["name", "newest"] as const) ?? "name";
  const several = actor.role !== "client";
  const [{ products, next_cursor }, chosen] = await Promise.all([
    load(listProducts, {
      q,
      status,
      organization_id,
      archived: archived === "1",
      sort,
      limit: Math.min(200, address.limit),
      cursor: address.cursor,
    }),
    several && organization_id ? load(listProductOrganizations, { organization_id }) : undefined,
  ]);
  const organization = chosen?.organizations[0];
  const filtered = Boolean(q || status || organization_id);
  const mayCreate = canCreateProduct(actor);
  const newProduct = (
    <LinkButton href="/products/new" variant="primary" icon="plus">
      New product
    </LinkButton>
  );
  return (
    <Page>
      <PageHeader title="Products" breadcrumb={[{ label: "Products" }]} actions={mayCreate && newProduct} />
      <div className="flex flex-col gap-3">
        <FilterForm
          path={PATH}
          title="Products"
          search={q}
          placeholder="Search by name or description"
          kept={{ status, archived, sort: address.values.sort }}
        >
          {several && (
            <OrganizationPicker
              name="organization_id"
              label="Organization"
              chosen={organization ? { value: String(organization.id), label: organization.name } : null}
              submits
            />
          )}
        </FilterForm>
        <FilterChips
          label="Status"
          items={[
            {
              label: "All",
              href: address.href({ status: undefined, archived: undefined }),
              current: !status && !archived,
            },
            ...productStatuses.map((each) => ({
              label: productStatusFace[each].label,
              href: address.href({ status: each, archived: undefined }),
              current: status === each,
            })),
            { label: "Archived", href: address.href({ status: undefined, archived: "1" }), current: archived === "1" },
          ]}
        />
        <AppliedFilters
          items={[
            ...(q ? [{ label: `“${q}”`, removeHref: address.href({ q: undefined }) }] : []),
            ...(organization
              ? [{ label: organization.name, removeHref: address.href({ organization_id: undefined }) }]
              : []),
          ]}
          clearHref={PATH}
        />
      </div>
      <RowKeys title="Products" />
      <Card padded={false}>
        {products.length > 0 ? (
          <ProductList
            products={products}
            showOrganization={several}
            sort={sort}
            sortHref={(by) => address.href({ sort: by })}
          />
        ) : (
          <Empty filtered={filtered} archived={archived === "1"} action={mayCreate && newProduct} />
        )}
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={products.length} noun="products" />
    </Page>
  );
}

function Empty({ filtered, archived, action }: { filtered: boolean; archived: boolean; action: React.ReactNode }) {
  if (filtered) {
    return (
      <EmptyState icon="search" title="No product matches">
        Try fewer words, another status, or all organizations.
      </EmptyState>
    );
  }
  if (archived) return <EmptyState icon="package" title="Nothing is archived" />;
  return (
    <EmptyState icon="package" title="There is no product yet" action={action}>
      {action
        ? "A product is what is assessed: an application, a service, a device. Describe it, then answer its questionnaire."
        : "Products appear here when a client of your organizations adds one."}
    </EmptyState>
  );
}
