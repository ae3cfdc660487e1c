import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { getProduct } from "@/lib/assessment/get-product";
import { listSnapshots } from "@/lib/assessment/list-snapshots";
import { canBrand } from "@/lib/assessment/policy";
import { getBranding } from "@/lib/assessment/report/get-branding";
import { listReports } from "@/lib/assessment/report/list-reports";
import { listJobs } from "@/lib/jobs/list-jobs";
import { ProductTabs } from "../_components/product-tabs";
import { MakeReport } from "./_components/make-report";
import { ReportList } from "./_components/report-list";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const address = await listAddress(`/products/${id}/reports`, searchParams, []);
  const [actor, { product }, { reports, next_cursor }, { snapshots }, { jobs }] = await Promise.all([
    currentActor(),
    load(getProduct, { product_id: id }),
    load(listReports, { product_id: id, limit: String(Math.min(100, address.limit)), cursor: address.cursor }),
    load(listSnapshots, { product_id: id, limit: "20" }),
    load(listJobs, { limit: "50" }),
  ]);
  const branding = await load(getBranding, { organization_id: product.organization_id });
  return (
    <Page>
      <PageHeader
        title="Reports"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Reports" },
        ]}
        description="What a report says is kept as it was made, and can be proven unaltered."
        tabs={<ProductTabs productId={product.id} current="/reports" />}
        actions={
          canBrand(actor, { organizationId: product.organization_id }) && (
            <LinkButton href={`/branding?organization=${product.organization_id}`} icon="pen">
              Branding
            </LinkButton>
          )
        }
      />
      <Section title="Make a report" card>
        <MakeReport
          productId={product.id}
          name={product.name}
          sections={branding.sections}
          snapshots={snapshots
            .filter(({ content_hash, archived_at }) => content_hash !== null && archived_at === null)
            .map(({ id: snapshotId, taken_at, round, overall_score }) => ({
              id: snapshotId,
              taken_at,
              round,
              overall_score,
            }))}
        />
      </Section>
      <Section title="Reports made" card padded={false}>
        <ReportList
          reports={reports}
          printing={jobs.filter(({ kind, status }) => kind === "report.print" && status !== "done")}
        />
      </Section>
      <LoadMore
        href={address.more(next_cursor)}
        shown={reports.length}
        noun={reports.length === 1 ? "report" : "reports"}
      />
    </Page>
  );
}
