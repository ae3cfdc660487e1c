"use client";

import { useRouter } from "next/navigation";
import { useLiveOutline } from "@/components/answering/live-outline";
import { SubmitSection } from "@/components/answering/submit-section";
import { useAnswerQueue, useUnsaved } from "@/components/answering/use-answer-queue";
import type { OutlineSection } from "@/lib/assessment/outline";
import { submitAction } from "../../actions";

/** Hands in everything that is answered, and lists what is missing. */
export function SubmitProduct({
  user,
  productId,
  outline,
  missing,
}: {
  user: { id: number; name: string };
  productId: number;
  outline: OutlineSection[];
  missing: { id: number; text: string }[];
}) {
  const router = useRouter();
  const queue = useAnswerQueue(user);
  return (
    <SubmitSection
      outline={useLiveOutline(queue, productId, outline)}
      what="product"
      unsaved={useUnsaved(queue, productId)}
      texts={new Map(missing.map(({ id, text }) => [id, text]))}
      hrefOf={(sectionId, questionId) => `/products/${productId}/sections/${sectionId}?q=${questionId}`}
      submit={async () => {
        const result = await submitAction({ product_id: productId });
        router.refresh();
        return result;
      }}
    />
  );
}
