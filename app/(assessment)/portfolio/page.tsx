import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { Card } from "@/components/ui/card";
import { AppliedFilters, FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { getPortfolio, type PortfolioProduct } from "@/lib/assessment/get-portfolio";
import { listProductOrganizations } from "@/lib/assessment/list-product-organizations";
import { OrganizationPicker } from "../products/_components/organization-picker";
import { PortfolioTable } from "./_components/portfolio-table";

export const metadata: Metadata = { title: "Portfolio" };

const PATH = "/portfolio";
const sorts = ["name", "overall", "coverage", "approved", "change", "section"] as const;

export default async function PortfolioPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await currentActor();
  const address = await listAddress(PATH, searchParams, ["questionnaire_id", "organization_id", "sort", "section"]);
  const { questionnaire_id, organization_id, section } = address.values;
  const sort = oneOf(address.values.sort, sorts) ?? "name";
  const several = actor.role !== "client";
  const [portfolio, picked] = await Promise.all([
    load(getPortfolio, {
      questionnaire_id,
      organization_id,
      sort,
      section,
      limit: address.limit,
      cursor: address.cursor,
    }),
    several && organization_id ? load(listProductOrganizations, { organization_id }) : undefined,
  ]);
  const organization = picked?.organizations[0];
  const { chosen, questionnaires, products, sections } = portfolio;
  return (
    <Page width="wide" className="max-w-7xl">
      <PageHeader
        title={headline(products)}
        breadcrumb={[{ label: "Portfolio" }]}
        description={
          chosen
            ? `${chosen.title}: products by section, self-assessed. Changes are since the last closed round, or the first snapshot.`
            : undefined
        }
      />
      <div className="flex flex-col gap-3 empty:hidden">
        {several && (
          <form action={PATH} role="search" className="max-w-80">
            {questionnaire_id && <input type="hidden" name="questionnaire_id" value={questionnaire_id} />}
            <OrganizationPicker
              name="organization_id"
              label="Organization"
              chosen={organization ? { value: String(organization.id), label: organization.name } : null}
              submits
            />
          </form>
        )}
        {questionnaires.length > 1 && (
          <FilterChips
            label="Questionnaire"
            items={questionnaires.map(({ id, title, products: count }) => ({
              label: title,
              count,
              href: address.href({ questionnaire_id: String(id), sort: undefined, section: undefined }),
              current: id === chosen?.id,
            }))}
          />
        )}
        <AppliedFilters
          items={
            organization ? [{ label: organization.name, removeHref: address.href({ organization_id: undefined }) }] : []
          }
          clearHref={address.href({ organization_id: undefined })}
        />
      </div>
      <Card padded={false}>
        {products.length > 0 ? (
          <PortfolioTable
            products={products}
            sections={sections}
            several={several}
            grouped={several && sort === "name"}
            sorting={{
              by: sort,
              section,
              href: (by, of) => address.href({ sort: by === "name" ? undefined : by, section: of }),
            }}
          />
        ) : (
          <EmptyState icon="package" title="There is no product to show yet">
            Products appear here side by side as soon as they are assessed with a questionnaire.
          </EmptyState>
        )}
      </Card>
      <LoadMore href={address.more(portfolio.next_cursor)} shown={products.length} noun="products" />
    </Page>
  );
}

/** What the page says first: who stands out of what is shown. */
function headline(products: PortfolioProduct[]): string {
  const scored = products.flatMap(({ name, overall }) => (overall === null ? [] : [{ name, overall }]));
  const lowest = scored.reduce<(typeof scored)[number] | undefined>(
    (least, each) => (!least || each.overall < least.overall ? each : least),
    undefined,
  );
  if (!lowest || scored.length < 2) return "Portfolio";
  return `Portfolio: ${lowest.name} scores lowest, at ${lowest.overall.toFixed(2)}`;
}
