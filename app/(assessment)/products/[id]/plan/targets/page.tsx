import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { getPlan } from "@/lib/assessment/get-plan";
import { TargetsForm, type TargetSection } from "./_components/targets-form";

export const metadata: Metadata = { title: "Targets" };

export default async function TargetsPage({ params }: { params: Promise<{ id: string }> }) {
  const plan = await load(getPlan, { product_id: (await params).id, only: [] });
  if (!plan.may.setTargets) notFound();
  const { product, targets, projection } = plan;
  const levelOf = (section: string, dimension: string) =>
    targets.find((each) => each.section === section && each.dimension === dimension)?.level ?? null;
  const sections = plan.sections.map(({ title }): TargetSection => ({
    title,
    level: levelOf(title, ""),
    dimensions: projection.dimensions
      .filter(({ id, section }) => id !== null && section === title)
      .map((dimension) => ({
        title: dimension.title,
        score: dimension.now,
        level: levelOf(title, dimension.title),
      })),
  }));
  return (
    <Page width="narrow">
      <PageHeader
        title="Targets"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Plan", href: `/products/${product.id}/plan` },
          { label: "Targets" },
        ]}
        description="Where the product wants to be. A section has the product’s target and a dimension its section’s, unless it has one of its own."
      />
      <TargetsForm key={product.version} product={product} sections={sections} />
    </Page>
  );
}
