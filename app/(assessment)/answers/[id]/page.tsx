import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LoadMore } from "@/components/ui/load-more";
import { TextLink } from "@/components/ui/text-link";
import { getAnswerActivity } from "@/lib/assessment/get-answer-activity";
import { ActivityTable } from "../../_history/activity-table";

export const metadata: Metadata = { title: "Everything about an answer" };

/** Everything that ever happened to an answer. */
export default async function AnswerPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const address = await listAddress(`/answers/${id}`, searchParams, []);
  const { answer, activity, next_cursor } = await load(getAnswerActivity, {
    response_id: id,
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  return (
    <Page>
      <PageHeader
        title="Everything about an answer"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: answer.product, href: `/products/${answer.product_id}` },
          { label: "Activity", href: `/products/${answer.product_id}/activity` },
          { label: "Answer" },
        ]}
        description={`${answer.question} ${answer.product}, ${answer.organization}.`}
      />
      {address.cursor && (
        <p className="text-muted">
          Earlier. <TextLink href={address.href({})}>Back to the latest</TextLink>
        </p>
      )}
      <ActivityTable activity={activity} more={next_cursor !== null} />
      <LoadMore href={address.more(next_cursor)} shown={activity.length} noun="entries" />
    </Page>
  );
}
