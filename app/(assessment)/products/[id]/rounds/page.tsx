import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { listRounds } from "@/lib/assessment/list-rounds";
import { listSnapshots } from "@/lib/assessment/list-snapshots";
import { compareHref } from "../_moments/words";
import { ProductTabs } from "../_components/product-tabs";
import { CloseRound, StartRound } from "./_components/run-round";
import { RoundsTable, SnapshotsTable } from "./_components/tables";

export const metadata: Metadata = { title: "Rounds" };

export default async function RoundsPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const address = await listAddress(`/products/${id}/rounds`, searchParams, []);
  const [{ rounds, product, can_run, can_archive, can_restore }, { snapshots, next_cursor }] = await Promise.all([
    load(listRounds, { product_id: id, limit: 200 }),
    load(listSnapshots, { product_id: id, limit: Math.min(200, address.limit), cursor: address.cursor }),
  ]);
  const last = snapshots[0];
  return (
    <Page>
      <PageHeader
        title="Rounds"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Rounds" },
        ]}
        description={`${product.name}, ${product.organization}`}
        tabs={<ProductTabs productId={product.id} current="/rounds" />}
        actions={
          <>
            <LinkButton href={`/products/${product.id}/history`} icon="calendar">
              Look at a date
            </LinkButton>
            <LinkButton href={compareHref(product.id, last?.id ?? "now", "now")} icon="history">
              Compare
            </LinkButton>
            {can_run &&
              (product.round_closed ? (
                <StartRound productId={product.id} number={product.round + 1} answered={product.answered} />
              ) : (
                <CloseRound
                  productId={product.id}
                  number={product.round}
                  answered={product.answered}
                  waiting={product.waiting}
                />
              ))}
          </>
        }
      />
      {product.round_closed && (
        <Notice title={`Round ${product.round} is closed`}>
          The answers are read-only.{" "}
          {can_run
            ? "Start the next round to go on: answers are carried over, their review status is not."
            : "The product’s owner, its leads and superusers can start the next round."}
        </Notice>
      )}
      <Section title="Rounds" description="One round is one pass through the questionnaire" card padded={false}>
        <RoundsTable productId={product.id} rounds={rounds} canArchive={can_archive} canRestore={can_restore} />
      </Section>
      <Section
        title="Snapshots"
        description="Taken at every submission, at the end of every review and at the close of a round; they never change"
      >
        <Card padded={false}>
          {snapshots.length > 0 ? (
            <SnapshotsTable productId={product.id} snapshots={snapshots} />
          ) : (
            <EmptyState icon="layers" title="No snapshot yet">
              The first one is taken when answers are submitted for review.
            </EmptyState>
          )}
        </Card>
        <LoadMore href={address.more(next_cursor)} shown={snapshots.length} noun="snapshots" />
      </Section>
    </Page>
  );
}
