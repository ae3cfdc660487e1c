import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/frame/page-header";
import { maxImportBytes } from "@/lib/vault/limits";
import { NewImport } from "./_components/new-import";

export const metadata: Metadata = { title: "Bring in a file" };

export default function NewImportPage() {
  return (
    <Page width="narrow">
      <PageHeader
        title="Bring in a file"
        breadcrumb={[{ label: "Imports", href: "/imports" }, { label: "New" }]}
        description="The file is kept encrypted as it came. You look at its first records before anything is taken in."
      />
      <NewImport mostBytes={maxImportBytes()} />
    </Page>
  );
}
