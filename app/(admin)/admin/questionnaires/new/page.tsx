import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { canManageQuestionnaires } from "@/lib/assessment/questionnaire-policy";
import { NewQuestionnaire } from "./_components/new-questionnaire";

export const metadata: Metadata = { title: "New questionnaire" };

export default async function NewQuestionnairePage() {
  if (!canManageQuestionnaires(await currentActor())) notFound();
  return (
    <Page width="narrow">
      <PageHeader
        title="New questionnaire"
        breadcrumb={[
          { label: "Administration" },
          { label: "Questionnaires", href: "/admin/questionnaires" },
          { label: "New" },
        ]}
        description="It begins empty, as a draft. Nobody is asked it until you publish it."
      />
      <NewQuestionnaire />
    </Page>
  );
}
