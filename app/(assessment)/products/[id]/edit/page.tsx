import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { getProduct } from "@/lib/assessment/get-product";
import { listProductPeople } from "@/lib/assessment/list-product-people";
import { canEditProduct } from "@/lib/assessment/policy";
import { ArchiveProduct } from "./_components/archive-product";
import { EditProductForm } from "./_components/edit-product-form";
import { Members } from "./_components/members";

export const metadata: Metadata = { title: "Edit product" };

export default async function EditProductPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [actor, { product, access, members }] = await Promise.all([
    currentActor(),
    load(getProduct, { product_id: id }),
  ]);
  if (!canEditProduct(actor, access)) notFound();
  const { people } = await load(listProductPeople, { organization_id: product.organization_id });
  const options = people.map((person) => ({ value: String(person.id), label: person.name, detail: person.email }));
  return (
    <Page width="narrow">
      <PageHeader
        title="Edit product"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Edit" },
        ]}
      />
      <EditProductForm key={product.version} product={product} people={options} />
      <Members
        productId={product.id}
        members={members}
        candidates={options.filter(
          ({ value }) => Number(value) !== product.owner_id && !members.some((member) => member.id === Number(value)),
        )}
      />
      <ArchiveProduct productId={product.id} version={product.version} archived={product.archived_at !== null} />
    </Page>
  );
}
