import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { formatBytes } from "@/components/ui/format-bytes";
import { Notice } from "@/components/ui/form-error";
import { EmptyState } from "@/components/ui/states";
import { listArchives } from "@/lib/intelligence/content-archive/list-content-archives";
import { ArchiveOld } from "./_components/archive-job";
import { ArchivesTable } from "./_components/archives-table";

export const metadata: Metadata = { title: "Archived messages" };

type Search = Promise<{ organization_id?: string; before?: string }>;

const idOf = (given: string | undefined) => (given === undefined ? undefined : Number(given));

/** The archives of an agency's old messages, the newest first. */
export default async function ContentArchivePage({ searchParams }: { searchParams: Search }) {
  const { organization_id, before } = await searchParams;
  const found = await load(listArchives, { organization_id: idOf(organization_id), before: idOf(before) });
  const header = {
    title: "Archived messages",
    breadcrumb: [{ label: "Retention", href: "/retention" }, { label: "Archived messages" }],
    description:
      "Old messages that no case and no open decision needs, in encrypted files. They are not searched, and come back as they were when they are restored.",
  };
  if (!found)
    return (
      <Page>
        <PageHeader {...header} />
        <Card padded={false}>
          <EmptyState icon="radar" title="No organization investigates yet" />
        </Card>
      </Page>
    );
  const { agency, agencies, archives, total, next, policy_days, may_archive } = found;
  const here = (id: number) => `/retention/archive?organization_id=${id}`;
  return (
    <Page>
      <PageHeader
        {...header}
        actions={may_archive && <ArchiveOld organizationId={agency.id} days={policy_days ?? 730} />}
      />
      {agencies.length > 1 && (
        <FilterChips
          label="Organization"
          items={agencies.map(({ id, name }) => ({ href: here(id), label: name, current: id === agency.id }))}
        />
      )}
      {found.held && (
        <Notice tone="info">
          A legal hold stands. Archiving erases nothing and goes on; archives are not disposed of.
        </Notice>
      )}
      {total.damaged > 0 && (
        <Notice tone="warning">
          The files of {total.damaged} archives are damaged. Bring them back from a backup before they are restored.
        </Notice>
      )}
      <Section
        title="Archives"
        description={`${total.messages.toLocaleString("en")} messages in ${total.archives} archives, ${formatBytes(total.bytes)}. ${
          policy_days === null
            ? "Nothing is archived by itself."
            : `Messages are archived by themselves after ${policy_days} days.`
        }`}
        card
        padded={false}
      >
        {archives.length === 0 ? (
          <EmptyState title="Nothing was archived yet" />
        ) : (
          <ArchivesTable archives={archives} mayArchive={may_archive} />
        )}
      </Section>
      {next !== null && <LinkButton href={`${here(agency.id)}&before=${next}`}>Older archives</LinkButton>}
    </Page>
  );
}
