import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { DownloadButton } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import { getOffline } from "@/lib/assessment/get-offline";
import { ImportAnswers } from "./_components/import-answers";

export const metadata: Metadata = { title: "Work offline" };

export default async function OfflinePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [, { product, may_import: mayImport, samm }] = await Promise.all([
    currentActor(),
    load(getOffline, { product_id: id }),
  ]);
  const exportHref = (format: string) => `/api/v1/products/${product.id}/answers/export?format=${format}`;
  return (
    <Page>
      <PageHeader
        title="Work offline"
        breadcrumb={[
          { label: "Products", href: "/products" },
          { label: product.name, href: `/products/${product.id}` },
          { label: "Work offline" },
        ]}
        description={`${product.name}, ${product.organization}`}
      />
      <Section
        title="Export"
        description="The whole questionnaire with its answers: a workbook to fill in, CSV for scripts"
        card
      >
        <div className="flex flex-wrap gap-2">
          <DownloadButton href={exportHref("xlsx")} icon="file-sheet" variant="primary">
            Workbook (XLSX)
          </DownloadButton>
          <DownloadButton href={exportHref("csv")} icon="file-text">
            CSV
          </DownloadButton>
          {samm && (
            <DownloadButton href={exportHref("samm")} icon="file-code">
              OWASP SAMM (.samm)
            </DownloadButton>
          )}
        </div>
      </Section>
      {mayImport ? (
        <ImportAnswers productId={product.id} />
      ) : (
        <Notice title="Answers cannot be imported here">
          {product.archived
            ? "The product is archived and takes no more answers."
            : product.closed
              ? "The round is closed: its answers are read-only until the next one is started."
              : "The product’s owner and members answer for it."}
        </Notice>
      )}
    </Page>
  );
}
