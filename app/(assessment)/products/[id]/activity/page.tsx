import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LoadMore } from "@/components/ui/load-more";
import { TextLink } from "@/components/ui/text-link";
import { getProductActivity } from "@/lib/assessment/get-product-activity";
import { ActivityTable } from "../../../_history/activity-table";
import { ProductTabs } from "../_components/product-tabs";

export const metadata: Metadata = { title: "Activity" };

/** Everything that happened to a product and what belongs to it. */
export default async function ActivityPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: SearchParams;
}) {
  const { id } = await params;
  const address = await listAddress(`/products/${id}/activity`, searchParams, []);
  const { product, activity, next_cursor } = await load(getProductActivity, {
    product_id: id,
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  return (
    <Page>
      <PageHeader
        title="Activity"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Activity" },
        ]}
        description={`${product.name}, ${product.organization}. Who did what when, from the audit trail; nobody can change it.`}
        tabs={<ProductTabs productId={product.id} current="/activity" />}
      />
      {address.cursor && (
        <p className="text-muted">
          Earlier. <TextLink href={address.href({})}>Back to the latest</TextLink>
        </p>
      )}
      <ActivityTable activity={activity} more={next_cursor !== null} />
      <LoadMore href={address.more(next_cursor)} shown={activity.length} noun="entries" />
    </Page>
  );
}
