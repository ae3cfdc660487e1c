import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { listExposures } from "@/lib/assessment/exposures/list-exposures";
import { EvidenceTabs } from "../_components/evidence-tabs";
import { ExposuresTable } from "./_components/exposures-table";

export const metadata: Metadata = { title: "Exposures" };

const PATH = "/evidence/exposures";

/** What agencies verified at the domains of the organizations within reach: that there is something, and whom to ask. */
export default async function ExposuresPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await currentActor();
  const address = await listAddress(PATH, searchParams, ["show"]);
  const all = address.values.show === "all";
  const { exposures, next_cursor } = await load(listExposures, {
    standing: !all,
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  return (
    <Page>
      <PageHeader
        title="Exposures"
        breadcrumb={[{ label: "Evidence", href: "/evidence" }, { label: "Exposures" }]}
        description="Credentials and systems at your domains that an agency found exposed. What it found stays with the agency: ask under the reference."
      />
      <EvidenceTabs current="exposures" />
      <FilterChips
        label="State"
        items={[
          { label: "Standing", href: address.href({ show: undefined }), current: !all },
          { label: "Withdrawn too", href: address.href({ show: "all" }), current: all },
        ]}
      />
      <RowKeys title="Exposures" />
      <Card padded={false}>
        {exposures.length > 0 ? (
          <ExposuresTable exposures={exposures} showOrganization={actor.role !== "client"} />
        ) : (
          <EmptyState icon="shield-check" title={all ? "No agency has told anything yet" : "Nothing stands"}>
            A notice comes when an agency’s analysts verify something at a domain that is known to be the
            organization’s. {actor.role === "superuser" ? "Domains are set on its page." : "Superusers set domains."}
          </EmptyState>
        )}
      </Card>
      <LoadMore
        href={address.more(next_cursor)}
        shown={exposures.length}
        noun={exposures.length === 1 ? "exposure" : "exposures"}
      />
    </Page>
  );
}
