import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { LoadMore } from "@/components/ui/load-more";
import { getReviewQueue } from "@/lib/assessment/get-review-queue";
import { queueHref, queueQuery, reviewHref, type QueueQuery } from "./_components/hrefs";
import { QueueFilters } from "./_components/queue-filters";
import { QueueTable } from "./_components/queue-table";

export const metadata: Metadata = { title: "Reviews" };

type Query = Promise<QueueQuery & { cursor?: string }>;

export default async function ReviewsPage({ searchParams }: { searchParams: Query }) {
  const asked = await searchParams;
  const query = queueQuery(asked);
  const queue = await load(getReviewQueue, { ...query, cursor: asked.cursor });
  const first = queue.reviews[0];
  const narrowed = Boolean(query.organization_id ?? query.product_id ?? query.section);
  return (
    <Page>
      <PageHeader
        title="Reviews"
        breadcrumb={[{ label: "Reviews" }]}
        description={queue.waiting === 1 ? "One answer waits." : `${queue.waiting} answers wait, the oldest first.`}
        actions={
          first && (
            <LinkButton variant="primary" icon="clipboard-check" href={reviewHref(first.response_id, query)}>
              Open the next review
            </LinkButton>
          )
        }
      />
      <QueueFilters queue={queue} query={query} />
      {queue.reviews.length > 0 ? (
        <>
          <QueueTable reviews={queue.reviews} query={query} />
          <LoadMore
            href={queue.next_cursor && queueHref({ ...query, cursor: queue.next_cursor })}
            shown={queue.reviews.length}
            noun={queue.reviews.length === 1 ? "answer" : "answers"}
          />
        </>
      ) : narrowed ? (
        <EmptyState
          icon="filter"
          title="Nothing waits here"
          action={<LinkButton href={queueHref()}>Show the whole queue</LinkButton>}
        >
          All that was handed in here has been judged.
        </EmptyState>
      ) : (
        <EmptyState icon="clipboard-check" title="Nothing waits for you">
          Answers appear here when a client of yours hands them in. You will get a notice and a mail.
        </EmptyState>
      )}
    </Page>
  );
}
