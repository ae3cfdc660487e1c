import { ResponseStatusBadge } from "@/components/status/status-badges";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { getProductProgress } from "@/lib/assessment/get-product-progress";

type ReturnedAnswers = Awaited<ReturnType<typeof getProductProgress>>["returned"];

/** What a lead sent back, with the words and the way to the question. */
export function Returned({
  productId,
  returned,
  mayAnswer,
}: {
  productId: number;
  returned: ReturnedAnswers;
  mayAnswer: boolean;
}) {
  return (
    <Section
      title={`Came back (${returned.length})`}
      description={mayAnswer ? "Change these answers, then submit them again." : "Waits for the client."}
      card
      padded={false}
    >
      <ul className="divide-y divide-line">
        {returned.map((row) => (
          <li key={row.response_id} className="flex flex-col gap-1 px-4 py-3">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <ResponseStatusBadge status={row.status} plain />
              <span className="text-xs text-muted">
                {row.reviewer}, <RelativeTime value={row.at} />
              </span>
            </div>
            {row.section_id !== null && row.question_id !== null ? (
              <TextLink href={`/products/${productId}/sections/${row.section_id}?q=${row.question_id}`}>
                {row.question}
              </TextLink>
            ) : (
              <p className="font-medium">{row.question}</p>
            )}
            <p className="max-w-prose whitespace-pre-wrap text-muted">{row.comment}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
