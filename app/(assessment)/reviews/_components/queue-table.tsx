"use client";

import { useRef } from "react";
import { useRowKeys } from "@/components/review/use-row-keys";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { QueueItem } from "@/lib/assessment/get-review-queue";
import { reviewHref, type QueueQuery } from "./hrefs";

/** What waits, the oldest first; `j` and `k` walk, Enter opens. */
export function QueueTable({ reviews, query }: { reviews: QueueItem[]; query: QueueQuery }) {
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list, "Reviews");
  return (
    <Card padded={false} ref={list}>
      <Table label="Answers that wait for review" stack>
        <Thead>
          <Tr>
            <Th>Question</Th>
            <Th>Product</Th>
            <Th>Answered by</Th>
            <Th align="end">Score</Th>
            <Th align="end">Evidence</Th>
            <Th align="end" sort="ascending">
              Waiting since
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {reviews.map((item) => (
            <Row key={item.response_id} item={item} query={query} />
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}

function Row({ item, query }: { item: QueueItem; query: QueueQuery }) {
  return (
    <Tr className="hover:bg-hover/60">
      <Td className="max-w-112">
        <div>
          <TextLink quiet data-row href={reviewHref(item.response_id, query)} className="line-clamp-2">
            {item.question}
          </TextLink>
          <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs text-muted">
            {item.section} · {item.dimension}
            {item.again && <Badge tone="info">Second look</Badge>}
          </span>
        </div>
      </Td>
      <Td label="Product">
        <div>
          {item.product}
          <span className="block text-xs text-muted">{item.organization}</span>
        </div>
      </Td>
      <Td label="Answered by" className="max-sm:hidden!">
        {item.answered_by}
      </Td>
      <Td label="Score" align="end">
        {item.not_applicable ? (
          <span className="text-muted">Not applicable</span>
        ) : (
          <MaturityBadge score={item.maturity_score} digits="exact" size="sm" />
        )}
      </Td>
      <Td label="Evidence" align="end" className="max-sm:hidden!">
        {item.evidence_count > 0 ? (
          <span className="inline-flex items-center gap-1">
            <Icon name="paperclip" size={13} className="text-muted" />
            {item.evidence_count}
            <span className="sr-only">{item.evidence_count === 1 ? " file" : " files"}</span>
          </span>
        ) : (
          <span className="text-muted">None</span>
        )}
      </Td>
      <Td label="Waiting since" align="end" className="whitespace-nowrap">
        <RelativeTime value={item.submitted_at} />
      </Td>
    </Tr>
  );
}
