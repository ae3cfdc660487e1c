import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { evidenceKindNames, type EvidenceKind } from "@/lib/assessment/evidence-library";
import { canKeepEvidence } from "@/lib/assessment/evidence-policy";
import { getEvidenceDocument } from "@/lib/assessment/get-evidence-document";
import { listEvidenceLibrary } from "@/lib/assessment/list-evidence-library";
import { listProducts } from "@/lib/assessment/list-products";
import { DocumentDrawer } from "./_components/document-drawer";
import { EvidenceTabs } from "./_components/evidence-tabs";
import { LibraryTable } from "./_components/library-table";
import { LibraryUpload } from "./_components/library-upload";
import { ProductFilter } from "./_components/product-filter";

export const metadata: Metadata = { title: "Evidence" };

const PATH = "/evidence";
/** Products that the filter offers. */
const MOST_PRODUCTS = 200;
const kindLabels: Record<EvidenceKind, string> = {
  image: "Images",
  pdf: "PDF",
  office: "Office",
  table: "Tables",
  text: "Text",
};

export default async function EvidencePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await currentActor();
  const address = await listAddress(PATH, searchParams, ["q", "kind", "show", "product_id", "document"]);
  const { q, document } = address.values;
  const kind = oneOf(address.values.kind, evidenceKindNames);
  const show = oneOf(address.values.show, ["expiring", "unused"] as const);
  const product_id = number(address.values.product_id);
  const open = number(document);
  const own = canKeepEvidence(actor, { organizationId: actor.organizationId });
  const [{ evidence, next_cursor }, shown, { products }] = await Promise.all([
    load(listEvidenceLibrary, {
      q,
      kind,
      product_id,
      expiring: show === "expiring",
      used: show === "unused" ? false : undefined,
      limit: Math.min(200, address.limit),
      cursor: address.cursor,
    }),
    open === undefined ? undefined : load(getEvidenceDocument, { evidence_id: open }),
    load(listProducts, { limit: MOST_PRODUCTS, sort: "name" }),
  ]);
  const filtered = Boolean(q || kind || show || product_id);
  return (
    <Page>
      <PageHeader
        title="Evidence"
        breadcrumb={[{ label: "Evidence" }]}
        description="Every file once, with what it proves, until when, and who looked."
      />
      <EvidenceTabs current="library" />
      {actor.role === "client" && own && <LibraryUpload organizationId={actor.organizationId} />}
      <div className="flex flex-col gap-3">
        <FilterForm
          path={PATH}
          title="Evidence"
          search={q}
          placeholder="Search by name, title or description"
          kept={{ kind, show }}
        >
          <ProductFilter products={products.map(({ id, name }) => ({ id, name }))} chosen={product_id} />
        </FilterForm>
        <FilterChips
          label="Kind"
          items={[
            { label: "All kinds", href: address.href({ kind: undefined, document: undefined }), current: !kind },
            ...evidenceKindNames.map((each) => ({
              label: kindLabels[each],
              href: address.href({ kind: each, document: undefined }),
              current: kind === each,
            })),
          ]}
        />
        <FilterChips
          label="Standing"
          items={[
            { label: "All", href: address.href({ show: undefined, document: undefined }), current: !show },
            {
              label: "Expired or soon",
              href: address.href({ show: "expiring", document: undefined }),
              current: show === "expiring",
            },
            {
              label: "Not used",
              href: address.href({ show: "unused", document: undefined }),
              current: show === "unused",
            },
          ]}
        />
      </div>
      <RowKeys title="Evidence" />
      <Card padded={false}>
        {evidence.length > 0 ? (
          <LibraryTable
            files={evidence}
            selected={open}
            showOrganization={actor.role !== "client"}
            hrefOf={(id) => address.here({ document: String(id) })}
          />
        ) : filtered ? (
          <EmptyState icon="search" title="No file matches">
            Try fewer words, another kind, or all products.
          </EmptyState>
        ) : (
          <EmptyState icon="paperclip" title="There is no evidence yet">
            {own
              ? "Upload a file here, or with an answer: it can then serve many."
              : "Files appear here when clients of your organizations upload them."}
          </EmptyState>
        )}
      </Card>
      <LoadMore
        href={address.more(next_cursor)}
        shown={evidence.length}
        noun={evidence.length === 1 ? "file" : "files"}
      />
      <DocumentDrawer
        document={shown}
        closeHref={address.here({ document: undefined })}
        hrefs={Object.fromEntries(
          (shown?.editions ?? []).map(({ id }) => [id, address.here({ document: String(id) })]),
        )}
      />
    </Page>
  );
}

/** An id of the address; anything else is none. */
const number = (value: string | undefined) => (value && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined);
