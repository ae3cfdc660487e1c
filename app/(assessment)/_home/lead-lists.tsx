import { RequestList } from "@/components/requests/request-list";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { LeadHomeData } from "./data";

/** The reviews that wait longest. */
export function WaitingReviews({ reviews, waiting }: { reviews: LeadHomeData["reviews"]; waiting: number }) {
  return (
    <Section
      title="Waiting longest"
      actions={
        waiting > reviews.length && (
          <TextLink href="/reviews" className="text-sm font-normal">
            All {waiting}
          </TextLink>
        )
      }
      card
      padded={false}
    >
      {reviews.length === 0 ? (
        <EmptyState icon="clipboard-check" title="The queue is empty">
          Answers appear here when a client submits them.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {reviews.map((review) => (
            <li key={review.responseId} className="relative flex items-start gap-4 px-4 py-3 hover:bg-hover/60">
              <span className="min-w-0 flex-1">
                <TextLink
                  quiet
                  href={`/reviews/${review.responseId}`}
                  className="line-clamp-2 after:absolute after:inset-0"
                >
                  {review.question}
                </TextLink>
                <span className="mt-0.5 block text-sm text-muted">
                  {review.organization} · {review.product} · {review.answeredBy}
                </span>
              </span>
              <span className="flex shrink-0 flex-col items-end gap-1 text-sm text-muted">
                <RelativeTime value={review.submittedAt} />
                {review.again && <Badge tone="info">Second look</Badge>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Clients with open work who have not done anything for two weeks. */
export function Stalled({ stalled, count }: { stalled: LeadHomeData["stalled"]; count: number }) {
  return (
    <Section
      title={count === 0 ? "No client stalls" : count === 1 ? "One product stalls" : `${count} products stall`}
      card
      padded={false}
    >
      {stalled.length === 0 ? (
        <EmptyState icon="activity" title="Every product with open work moved within two weeks" />
      ) : (
        <ul className="divide-y divide-line">
          {stalled.map((item) => (
            <li key={item.productId} className="relative flex items-start gap-4 px-4 py-3 hover:bg-hover/60">
              <span className="min-w-0 flex-1">
                <TextLink quiet href={`/products/${item.productId}`} className="after:absolute after:inset-0">
                  {item.product}
                </TextLink>
                <span className="mt-0.5 block text-sm text-muted">
                  {item.organization} · {item.owner}
                </span>
                <span className="block text-sm text-muted">{openWork(item)}</span>
              </span>
              <span className="shrink-0 text-sm text-muted">
                <span className="sr-only">last activity </span>
                <RelativeTime value={item.lastActivity} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function openWork(item: LeadHomeData["stalled"][number]): string {
  return [
    item.unanswered > 0 && `${item.unanswered} unanswered`,
    item.returned > 0 && `${item.returned} to revise`,
    item.unsubmitted > 0 && `${item.unsubmitted} not submitted`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What clients ask about evidence. */
export function AskedAboutEvidence({ questions, count }: { questions: LeadHomeData["questions"]; count: number }) {
  return (
    <Section
      title={count === 1 ? "A client asks about evidence" : `Clients ask ${count} questions about evidence`}
      actions={
        <TextLink href="/evidence/requests" className="text-sm font-normal">
          {count > questions.length ? `All ${count}` : "Answer"}
        </TextLink>
      }
      card
      padded={false}
    >
      <RequestList requests={questions} label="Questions about evidence" showOrganization />
    </Section>
  );
}

/** The organizations a lead reviews. */
export function OrganizationsTable({ organizations }: { organizations: LeadHomeData["organizations"] }) {
  return (
    <Section title="By organization" card padded={false}>
      <Table label="Organizations you review" stack>
        <Thead>
          <Tr>
            <Th>Organization</Th>
            <Th align="end">Products</Th>
            <Th align="end">Waiting</Th>
            <Th>Oldest</Th>
            <Th align="end">Answered</Th>
            <Th align="end">Approved</Th>
            <Th>Maturity</Th>
          </Tr>
        </Thead>
        <Tbody>
          {organizations.map((each) => (
            <Tr key={each.id}>
              <Td>
                <TextLink quiet href={`/products?organization_id=${each.id}`}>
                  {each.name}
                </TextLink>
              </Td>
              <Td label="Products" align="end">
                {each.products}
              </Td>
              <Td label="Waiting" align="end">
                {each.waiting > 0 ? (
                  <TextLink href={`/reviews?organization_id=${each.id}`}>{each.waiting}</TextLink>
                ) : (
                  <span className="text-muted">0</span>
                )}
              </Td>
              <Td label="Oldest" className="text-muted">
                {each.waitingSince ? <RelativeTime value={each.waitingSince} /> : "–"}
              </Td>
              <Td label="Answered" align="end">
                {Math.round(each.coverage * 100)} %
              </Td>
              <Td label="Approved" align="end">
                {Math.round(each.validatedCoverage * 100)} %
              </Td>
              <Td label="Maturity">
                <MaturityBadge score={each.score} digits={2} size="sm" level={each.level ?? undefined} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Section>
  );
}
