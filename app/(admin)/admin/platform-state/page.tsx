import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { DownloadButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { RelativeTime } from "@/components/ui/relative-time";
import { getPlatformState } from "@/lib/health/platform-state/get-platform-state";
import { chaptersOf } from "@/lib/health/platform-state/statement";

export const metadata: Metadata = { title: "Statement of the platform’s state" };

/** What the service states of itself, as it goes with answers about it. */
export default async function PlatformStatePage() {
  const state = await load(getPlatformState, {});
  return (
    <Page>
      <PageHeader
        title="Statement of the platform’s state"
        breadcrumb={[
          { label: "Administration" },
          { label: "System", href: "/admin/system" },
          { label: "Statement of state" },
        ]}
        description="Audit trail, backups, retention and keys, from the service’s own records. Attach it to an answer about this platform with “Attach the platform’s state” at the question’s evidence."
        actions={
          <>
            <DownloadButton href="/api/v1/platform-state?format=text" download="Platform state.txt" icon="download">
              Text
            </DownloadButton>
            <DownloadButton href="/api/v1/platform-state" download="Platform state.json" icon="download">
              JSON
            </DownloadButton>
          </>
        }
      />
      <p className="text-muted">
        As of <RelativeTime value={state.generated_at} format="datetime" />. It names no organization, person or place.
      </p>
      <div className="grid gap-6 lg:grid-cols-2">
        {chaptersOf(state).map(({ title, facts }) => (
          <Section key={title} title={title} card>
            <DataList
              items={facts.map(([term, value]) => ({
                term,
                value: <span className="[overflow-wrap:anywhere]">{value}</span>,
              }))}
            />
          </Section>
        ))}
      </div>
    </Page>
  );
}
