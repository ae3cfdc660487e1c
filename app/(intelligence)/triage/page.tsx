import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { LinkButton } from "@/components/ui/button";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { detectionOrders, detectionStatuses } from "@/lib/intelligence/detection-input";
import { getTriage } from "@/lib/intelligence/list-detections";
import { TriageDesk } from "./_components/triage-desk";
import { TriageFilters } from "./_components/triage-filters";

export const metadata: Metadata = { title: "Triage" };

const NAMES = ["status", "order", "risk", "category", "rule_id", "source_id", "language", "harmless"] as const;

export default async function TriagePage({ searchParams }: { searchParams: SearchParams }) {
  const list = await listAddress("/triage", searchParams, NAMES);
  const { values } = list;
  const status = oneOf(values.status, [...detectionStatuses, "all"] as const) ?? "new";
  const order = oneOf(values.order, detectionOrders) ?? "risk";
  const triage = await load(getTriage, {
    ...values,
    status,
    order,
    limit: Math.min(list.limit, 200),
    cursor: list.cursor,
  });
  const narrowed = NAMES.some((name) => name !== "order" && values[name]);
  const { detections } = triage;
  return (
    <Page>
      <PageHeader
        title="Triage"
        breadcrumb={[{ label: "Triage" }]}
        description="Is this hit real? A score never decides by itself: what you confirm, refuse or escalate does."
      />
      <TriageFilters triage={triage} list={{ values, status, order }} />
      {detections.length > 0 ? (
        <>
          <TriageDesk key={list.here({})} detections={detections} />
          <LoadMore
            href={
              triage.next_cursor &&
              list.href({}) + (list.href({}).includes("?") ? "&" : "?") + `cursor=${triage.next_cursor}`
            }
            shown={detections.length}
            noun={detections.length === 1 ? "hit" : "hits"}
          />
        </>
      ) : narrowed ? (
        <EmptyState
          icon="filter"
          title="No hit is like that"
          action={<LinkButton href="/triage">Show all that waits</LinkButton>}
        >
          Nothing matches these filters.
        </EmptyState>
      ) : (
        <EmptyState
          icon="clipboard-check"
          title="Nothing waits"
          action={<LinkButton href="/watchlists">Open the watchlists</LinkButton>}
        >
          Hits appear here when content is imported, or a retro-hunt looks through what is there.
        </EmptyState>
      )}
    </Page>
  );
}
