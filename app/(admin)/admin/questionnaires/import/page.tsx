import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { canManageQuestionnaires } from "@/lib/assessment/questionnaire-policy";
import { ImportFile } from "./_components/import-file";

export const metadata: Metadata = { title: "Import a questionnaire" };

export default async function ImportQuestionnairePage() {
  if (!canManageQuestionnaires(await currentActor())) notFound();
  return (
    <Page>
      <PageHeader
        title="Import a questionnaire"
        breadcrumb={[
          { label: "Administration" },
          { label: "Questionnaires", href: "/admin/questionnaires" },
          { label: "Import" },
        ]}
        description="You look it over first; nothing is stored until you say so, and nobody is asked it until you publish it."
      />
      <ImportFile />
    </Page>
  );
}
