import { Page, PageHeader } from "@/components/frame/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";

/** The analyst's workspace is not part of this release; nothing of the assessments is theirs. */
export function AnalystHome({ name }: { name: string }) {
  return (
    <Page>
      <PageHeader title={`Welcome, ${name}`} breadcrumb={[{ label: "Home" }]} />
      <Card padded={false}>
        <EmptyState icon="radar" title="Your workspace comes with a later release">
          Your account is ready: you can set your password, devices and theme today.
        </EmptyState>
      </Card>
    </Page>
  );
}
