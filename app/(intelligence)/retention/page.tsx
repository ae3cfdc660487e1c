import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { Notice } from "@/components/ui/form-error";
import { EmptyState } from "@/components/ui/states";
import { getRetention } from "@/lib/intelligence/retention/get-retention";
import { AskForDisposal } from "./_components/ask-for-disposal";
import { Disposals } from "./_components/disposals";
import { RetentionSources } from "./_components/retention-sources";
import { RetentionDrawer } from "./_components/retention-drawer";

export const metadata: Metadata = { title: "Retention" };

type Search = Promise<{ organization_id?: string; rule?: string }>;

export default async function RetentionPage({ searchParams }: { searchParams: Search }) {
  const { organization_id, rule } = await searchParams;
  const retention = await load(getRetention, {
    organization_id: organization_id === undefined ? undefined : Number(organization_id),
  });
  const header = {
    title: "Retention",
    breadcrumb: [{ label: "Retention" }],
    description:
      "How long material is kept that no case needs. Nothing goes by itself: one person asks for what is past its time to be disposed of, a superuser other than that person confirms.",
  };
  if (!retention)
    return (
      <Page>
        <PageHeader {...header} />
        <Card padded={false}>
          <EmptyState icon="radar" title="No organization investigates yet">
            Retention is set here once there is an analyst, or a source.
          </EmptyState>
        </Card>
      </Page>
    );
  const { agency, agencies, sources, held, may_set, default_days } = retention;
  const here = (more = "") => `/retention?organization_id=${agency.id}${more}`;
  const due = sources.reduce((sum, source) => sum + source.due + source.archived_due, 0);
  const isOpen = retention.disposals.some(({ state }) => state === "waiting" || state === "confirmed");
  return (
    <Page>
      <PageHeader
        {...header}
        actions={
          <>
            <LinkButton href={`/retention/archive?organization_id=${agency.id}`}>Archived messages</LinkButton>
            {!held && !isOpen && due > 0 && <AskForDisposal organizationId={agency.id} due={due} />}
          </>
        }
      />
      {agencies.length > 1 && (
        <FilterChips
          label="Organization"
          items={agencies.map(({ id, name }) => ({
            href: `/retention?organization_id=${id}`,
            label: name,
            current: id === agency.id,
          }))}
        />
      )}
      {held && <Notice tone="warning">A legal hold stands. Until it is lifted, nothing is disposed of.</Notice>}
      <RetentionSources
        sources={sources}
        defaultDays={default_days}
        changeHref={may_set ? (source) => here(`&rule=${source ?? "all"}`) : undefined}
      />
      <Section title="Disposals">
        <Disposals disposals={retention.disposals} job={retention.job} />
      </Section>
      {may_set && (
        <RetentionDrawer
          rule={rule}
          organizationId={agency.id}
          sources={sources}
          defaultDays={default_days}
          closeHref={here()}
        />
      )}
    </Page>
  );
}
