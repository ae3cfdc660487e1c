import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { StatusBadge } from "@/components/ui/badge";
import { getQuestionnaireDraft } from "@/lib/assessment/get-questionnaire-draft";
import { Editor } from "./_components/editor";

export const metadata: Metadata = { title: "Edit a questionnaire" };

export default async function EditQuestionnairePage({ params }: { params: Promise<{ versionId: string }> }) {
  const { id, status, edit_version, document } = await load(getQuestionnaireDraft, { id: (await params).versionId });
  // What is published is only read.
  if (status !== "draft") redirect(`/admin/questionnaires/${id}/preview`);
  return (
    <Page width="wide">
      <PageHeader
        title={`${document.title} ${document.version}`}
        breadcrumb={[
          { label: "Administration" },
          { label: "Questionnaires", href: "/admin/questionnaires" },
          { label: "Edit" },
        ]}
        badges={<StatusBadge tone="neutral" icon="pen" label="Draft" />}
      />
      <Editor loaded={{ id, edit_version, document }} />
    </Page>
  );
}
