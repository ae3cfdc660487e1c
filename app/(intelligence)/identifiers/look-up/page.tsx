import type { Metadata } from "next";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LookUp } from "./_components/look-up";

export const metadata: Metadata = { title: "Look up a list" };

export default function LookUpPage() {
  return (
    <Page>
      <PageHeader
        title="Look up a list"
        breadcrumb={[{ label: "Identifiers", href: "/identifiers" }, { label: "Look up" }]}
        description="Paste anything: a column, a letter, a report. What is recognized in it is looked for, and each other line as a name."
      />
      <LookUp />
    </Page>
  );
}
