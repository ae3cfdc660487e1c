import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { getQuestionnairePreview } from "@/lib/assessment/get-questionnaire-preview";
import { PreviewSection } from "./_components/preview-section";

export const metadata: Metadata = { title: "Preview of a questionnaire" };

export default async function PreviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ versionId: string }>;
  searchParams: Promise<{ section?: string | string[] }>;
}) {
  const { versionId } = await params;
  const { section: wanted } = await searchParams;
  const preview = await load(getQuestionnairePreview, { id: versionId, section: wanted });
  const { id, title, version, status, section, sections, questions, deciding, rules } = preview;
  const address = `/admin/questionnaires/${id}`;
  return (
    <Page>
      <PageHeader
        title={`${title} ${version}`}
        breadcrumb={[
          { label: "Administration" },
          { label: "Questionnaires", href: "/admin/questionnaires" },
          { label: "Preview" },
        ]}
        description="As clients will meet it. Try the answers: conditions open and close, and nothing is kept."
        actions={
          status === "draft" ? (
            <LinkButton icon="pen" href={`${address}/edit`}>
              Edit
            </LinkButton>
          ) : undefined
        }
        tabs={
          sections.length > 0 ? (
            <Tabs
              label="Sections"
              items={sections.map((other) => ({
                href: `${address}/preview?section=${other.id}`,
                label: other.title || "Untitled",
                current: other.id === section?.id,
              }))}
            />
          ) : undefined
        }
      />
      {section?.description && <p className="max-w-prose text-muted">{section.description}</p>}
      <Card>
        {questions.length === 0 ? (
          <EmptyState icon="clipboard" title="There is no question here yet" />
        ) : (
          <PreviewSection key={section?.id} questions={questions} deciding={deciding} rules={rules} />
        )}
      </Card>
    </Page>
  );
}
