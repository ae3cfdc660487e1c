import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { ProductStatusBadge } from "@/components/status/status-badges";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { Notice } from "@/components/ui/form-error";
import { EmptyState } from "@/components/ui/states";
import { getResults } from "@/lib/assessment/get-results";
import { getStanding } from "@/lib/assessment/get-standing";
import { getTrend } from "@/lib/assessment/get-trend";
import { ProductTabs } from "../_components/product-tabs";
import { readTrend, resultsHref, type Shown } from "./_components/addresses";
import { ExplainDrawer } from "./_components/explain-drawer";
import { Gaps } from "./_components/gaps";
import { counted } from "./_components/messages";
import { MaturityMap, SectionRadars } from "./_components/sections";
import { SnapshotDrawer } from "./_components/snapshot-drawer";
import { StandingAmongOthers } from "./_components/standing";
import { Summary } from "./_components/summary";
import { Trend, WhatChanged } from "./_components/trend";
import { TrendPicker } from "./_components/trend-picker";

type Query = Promise<{ set?: string; explain?: string; snapshot?: string; trend?: string }>;

export const metadata: Metadata = { title: "Results" };

export default async function ResultsPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Query;
}) {
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const which = { product_id: id, user_id: asked.set };
  const place = readTrend(asked.trend);
  const [results, trend, standing] = await Promise.all([
    load(getResults, which),
    load(getTrend, { ...which, snapshot_id: asked.snapshot, ...place }),
    load(getStanding, { product_id: id }),
  ]);
  if (asked.snapshot !== undefined && !trend.picked) notFound();
  const { product, set, sets, sections, counts } = results;
  const shown: Shown = {
    productId: product.id,
    set: set.isProducts ? undefined : set.userId,
    trend: place && asked.trend,
  };
  const answered = counts.answered > 0 || sections.some((section) => section.answered > 0);
  const others = sets.filter((each) => !each.isProducts);
  return (
    <Page>
      <PageHeader
        title="Results"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Results" },
        ]}
        description={`${product.name}, ${product.organization}`}
        badges={<ProductStatusBadge status={results.status} />}
        actions={
          <>
            <LinkButton href={`/products/${product.id}`} icon="clipboard">
              Open the questionnaire
            </LinkButton>
          </>
        }
        tabs={<ProductTabs productId={product.id} current="/results" />}
      />
      {(others.length > 0 || !set.isProducts) && (
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-sm text-muted">Answers of</span>
          <FilterChips
            label="Answer set"
            items={sets.map((each) => ({
              label: each.isProducts ? `The product (${each.name})` : each.name,
              href: resultsHref({ productId: product.id, set: each.isProducts ? undefined : each.userId }),
              current: each.userId === set.userId,
            }))}
          />
        </div>
      )}
      {!set.isProducts && (
        <Notice title={`These are ${set.name}’s own answers`}>
          They came over the API or were given apart, and do not count towards the product’s results.
        </Notice>
      )}
      {answered ? (
        <>
          <Summary results={results} shown={shown} />
          <div className="@container">
            <div className="grid gap-4 @4xl:grid-cols-2">
              <Gaps results={results} shown={shown} />
              <Card className="flex flex-col gap-3">
                <TrendPicker sections={sections} shown={shown} />
                <Trend points={trend.points} results={results} shown={shown} />
              </Card>
            </div>
          </div>
          {set.isProducts && <StandingAmongOthers standing={standing} />}
          <MaturityMap sections={sections} shown={shown} />
          <WhatChanged trend={trend} results={results} shown={shown} />
          <SectionRadars sections={sections} shown={shown} />
        </>
      ) : (
        <Card padded={false}>
          <EmptyState
            icon="chart"
            title="Nothing is answered yet"
            action={
              results.canAnswer && (
                <LinkButton variant="primary" href={`/products/${product.id}`}>
                  Answer the first question
                </LinkButton>
              )
            }
          >
            The score, the gaps to target and the trend appear with the first answer. {product.questionnaire} asks{" "}
            {counted(product.questions, "question")} in {sections.filter(({ id: known }) => known !== null).length}{" "}
            sections.
          </EmptyState>
        </Card>
      )}
      {asked.explain === "score" && <ExplainDrawer results={results} shown={shown} />}
      {trend.picked && <SnapshotDrawer snapshot={trend.picked} shown={shown} />}
    </Page>
  );
}
