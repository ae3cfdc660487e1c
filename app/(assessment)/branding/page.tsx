import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { canBrand } from "@/lib/assessment/policy";
import { getBranding } from "@/lib/assessment/report/get-branding";
import { BrandingForm } from "./_components/branding-form";

export const metadata: Metadata = { title: "Report branding" };

export default async function BrandingPage({ searchParams }: { searchParams: Promise<{ organization?: string }> }) {
  const [actor, { organization }] = await Promise.all([currentActor(), searchParams]);
  const branding = await load(getBranding, { organization_id: organization ?? actor.organizationId });
  if (!canBrand(actor, { organizationId: branding.organization_id })) notFound();
  return (
    <Page width="narrow">
      <PageHeader title="Report branding" description="How this organization’s reports look from now on." />
      <BrandingForm key={branding.version} branding={branding} />
    </Page>
  );
}
