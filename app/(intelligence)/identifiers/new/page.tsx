import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card } from "@/components/ui/card";
import { canEnterIdentifiers } from "@/lib/intelligence/identifiers/identifier-policy";
import { EnterForm } from "./_components/enter-form";

export const metadata: Metadata = { title: "Enter an identifier" };

export default async function NewIdentifierPage() {
  if (!canEnterIdentifiers(await currentActor())) notFound();
  return (
    <Page width="narrow">
      <PageHeader
        title="Enter an identifier"
        breadcrumb={[{ label: "Identifiers", href: "/identifiers" }, { label: "Enter one" }]}
        description="For what no message had: a name from a file, a number from a call. One that is known already is found."
      />
      <Card>
        <EnterForm />
      </Card>
    </Page>
  );
}
