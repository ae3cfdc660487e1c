import { RestoreArchive } from "@/app/(intelligence)/retention/archive/_components/archive-job";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card } from "@/components/ui/card";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import type { getArchivedMessage } from "@/lib/intelligence/content-archive/list-content-archives";

/** What is shown where a link leads to a message that is not at hand: where it is, and who has it back. */
export function ArchivedMessage({
  message: { platform_content_id, organization_id, archive, may_restore },
}: {
  message: Awaited<ReturnType<typeof getArchivedMessage>>;
}) {
  return (
    <Page>
      <PageHeader
        title={`Message ${platform_content_id}`}
        breadcrumb={[{ label: "Triage", href: "/triage" }, { label: `Message ${platform_content_id}` }]}
      />
      <Card padded={false}>
        <EmptyState
          icon="hourglass"
          title="This message is archived"
          action={may_restore && <RestoreArchive id={archive.id} messages={archive.messages} />}
        >
          It was archived on <Day value={archive.archived_at.slice(0, 10)} />, in{" "}
          <TextLink href={`/retention/archive?organization_id=${organization_id}`}>archive {archive.id}</TextLink>.{" "}
          {!may_restore && "A superuser can restore it."}
        </EmptyState>
      </Card>
    </Page>
  );
}
