import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Notice } from "@/components/ui/form-error";
import { listProductPeople } from "@/lib/assessment/list-product-people";
import { listQuestionnaires } from "@/lib/assessment/list-questionnaires";
import { canCreateProduct } from "@/lib/assessment/policy";
import { NewProductForm } from "./_components/new-product-form";

export const metadata: Metadata = { title: "New product" };

export default async function NewProductPage() {
  const actor = await currentActor();
  if (!canCreateProduct(actor)) notFound();
  const own = actor.role === "client";
  const [{ questionnaires }, people] = await Promise.all([
    load(listQuestionnaires, { limit: 500 }),
    own ? load(listProductPeople, {}) : undefined,
  ]);
  const versions = questionnaires.filter(({ status }) => status === "published");
  return (
    <Page width="narrow">
      <PageHeader
        title="New product"
        breadcrumb={[{ label: "Products", href: "/products" }, { label: "New product" }]}
        description="A product is what is assessed: an application, a service, a device. Its questionnaire opens next."
      />
      {versions.length > 0 ? (
        <NewProductForm
          versions={versions}
          owner={own ? { value: String(actor.userId), label: actor.name } : null}
          people={(people?.people ?? []).map(({ id, name, email }) => ({
            value: String(id),
            label: name,
            detail: email,
          }))}
        />
      ) : (
        <Notice tone="warning">No questionnaire is published yet. A superuser publishes one first.</Notice>
      )}
    </Page>
  );
}
