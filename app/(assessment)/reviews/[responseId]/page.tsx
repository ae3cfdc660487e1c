import type { Metadata } from "next";
import { threadActions } from "@/app/(assessment)/_threads/thread-actions";
import { load } from "@/app/_http/page";
import { getReview } from "@/lib/assessment/get-review";
import { queueQuery, type QueueQuery } from "../_components/hrefs";
import { ReviewDesk } from "../_components/review-desk";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ responseId: string }>;
  searchParams: Promise<QueueQuery>;
}) {
  const [{ responseId }, asked] = await Promise.all([params, searchParams]);
  const query = queueQuery(asked);
  const review = await load(getReview, { ...query, response_id: responseId });
  return <ReviewDesk key={review.response_id} review={review} query={query} threadActions={threadActions} />;
}
