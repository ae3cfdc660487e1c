import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { Card } from "@/components/ui/card";
import { AppliedFilters, FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { listEvidenceRequests } from "@/lib/assessment/list-evidence-requests";
import { EvidenceTabs } from "../_components/evidence-tabs";
import { RequestsWithActions } from "./_components/requests-with-actions";

export const metadata: Metadata = { title: "Evidence requests" };

const PATH = "/evidence/requests";

export default async function RequestsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await currentActor();
  const address = await listAddress(PATH, searchParams, ["kind", "show", "product_id"]);
  const kind = oneOf(address.values.kind, ["request", "question"] as const);
  const all = address.values.show === "all";
  const product_id = /^[1-9]\d{0,8}$/.test(address.values.product_id ?? "") ? address.values.product_id : undefined;
  const { requests, next_cursor } = await load(listEvidenceRequests, {
    kind,
    product_id,
    open: all ? undefined : true,
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  const product = product_id && requests[0]?.product;
  return (
    <Page>
      <PageHeader
        title="Evidence requests"
        breadcrumb={[{ label: "Evidence", href: "/evidence" }, { label: "Requests" }]}
        description="What leads want as proof, and what clients ask would satisfy."
      />
      <EvidenceTabs current="requests" />
      <div className="flex flex-col gap-3">
        <FilterChips
          label="Kind"
          items={[
            { label: "All", href: address.href({ kind: undefined }), current: !kind },
            { label: "Leads’ requests", href: address.href({ kind: "request" }), current: kind === "request" },
            { label: "Clients’ questions", href: address.href({ kind: "question" }), current: kind === "question" },
          ]}
        />
        <FilterChips
          label="State"
          items={[
            { label: "Open", href: address.href({ show: undefined }), current: !all },
            { label: "Open and closed", href: address.href({ show: "all" }), current: all },
          ]}
        />
        <AppliedFilters
          items={
            product_id ? [{ label: product || "One product", removeHref: address.href({ product_id: undefined }) }] : []
          }
          clearHref={PATH}
        />
      </div>
      <RowKeys title="Requests" />
      <Card padded={false}>
        {requests.length > 0 ? (
          <RequestsWithActions requests={requests} showOrganization={actor.role !== "client"} />
        ) : (
          <EmptyState icon="paperclip" title={all ? "Nothing was asked for yet" : "Nothing is open"}>
            Leads request evidence from the review of an answer; clients ask at a question what would satisfy.
          </EmptyState>
        )}
      </Card>
      <LoadMore
        href={address.more(next_cursor)}
        shown={requests.length}
        noun={requests.length === 1 ? "request" : "requests"}
      />
    </Page>
  );
}
