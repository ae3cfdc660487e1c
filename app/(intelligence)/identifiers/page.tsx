import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { identifierKindNames } from "@/components/intelligence/words";
import { Page, PageHeader } from "@/components/frame/page-header";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { IDENTIFIER_KINDS } from "@/lib/intelligence/extraction/identifier";
import { canEnterIdentifiers } from "@/lib/intelligence/identifiers/identifier-policy";
import { listIdentifiers } from "@/lib/intelligence/identifiers/list-identifiers";
import { IdentifiersTable } from "./_components/identifiers-table";

export const metadata: Metadata = { title: "Identifiers" };

const PATH = "/identifiers";

export default async function IdentifiersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await currentActor();
  const address = await listAddress(PATH, searchParams, ["q", "kind", "show"]);
  const kind = oneOf(address.values.kind, IDENTIFIER_KINDS);
  const show = oneOf(address.values.show, ["verified", "unverified"] as const);
  const q = address.values.q?.trim().slice(0, 500);
  const { identifiers, next_cursor } = await load(listIdentifiers, {
    q,
    kind,
    verified: show && show === "verified",
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  const filtered = Boolean(q || kind || show);
  return (
    <Page>
      <PageHeader
        title="Identifiers"
        breadcrumb={[{ label: "Identifiers" }]}
        description="What points at somebody or something: addresses, numbers, wallets, names, each once, however it was written."
        actions={
          <>
            <LinkButton href="/identifiers/look-up" icon="list-checks">
              Look up a list
            </LinkButton>
            {canEnterIdentifiers(actor) && (
              <LinkButton href="/identifiers/new" icon="plus">
                Enter one
              </LinkButton>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <FilterForm
          path={PATH}
          title="Identifiers"
          search={q}
          placeholder="How it begins, or a host: +4420, dealer@, example.com"
          kept={{ kind, show }}
        />
        <FilterChips
          label="Kind"
          items={[
            { label: "All kinds", href: address.href({ kind: undefined }), current: !kind },
            ...IDENTIFIER_KINDS.map((each) => ({
              label: identifierKindNames[each] ?? each,
              href: address.href({ kind: each }),
              current: kind === each,
            })),
          ]}
        />
        <FilterChips
          label="Verification"
          items={[
            { label: "All", href: address.href({ show: undefined }), current: !show },
            { label: "Verified", href: address.href({ show: "verified" }), current: show === "verified" },
            { label: "Not verified", href: address.href({ show: "unverified" }), current: show === "unverified" },
          ]}
        />
      </div>
      <RowKeys title="Identifiers" />
      <Card padded={false}>
        {identifiers.length > 0 ? (
          <IdentifiersTable identifiers={identifiers} />
        ) : filtered ? (
          <EmptyState icon="search" title="No identifier matches">
            A value is found by how it begins; an address or a link also by its host.
          </EmptyState>
        ) : (
          <EmptyState icon="at-sign" title="There are no identifiers yet">
            They are recognized in messages as these are imported, or entered by hand.
          </EmptyState>
        )}
      </Card>
      <LoadMore
        href={address.more(next_cursor)}
        shown={identifiers.length}
        noun={identifiers.length === 1 ? "identifier" : "identifiers"}
      />
    </Page>
  );
}
