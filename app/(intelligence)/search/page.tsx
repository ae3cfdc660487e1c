import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import { listSavedSearches } from "@/lib/intelligence/search/list-saved-searches";
import { searchContent } from "@/lib/intelligence/search/search-content";
import { canKeepSearches } from "@/lib/intelligence/search/search-policy";
import { searchRecords } from "@/lib/intelligence/search/search-records";
import { ContentHits } from "./_components/content-hits";
import { Facets } from "./_components/facets";
import { Operators } from "./_components/operators";
import { RecordHits } from "./_components/record-hits";
import { SavedSearches } from "./_components/saved-searches";

export const metadata: Metadata = { title: "Search" };

const PATH = "/search";

export default async function SearchPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await currentActor();
  const address = await listAddress(PATH, searchParams, ["q"]);
  const q = address.values.q?.trim().slice(0, 500) ?? "";
  const [found, records] = await Promise.all([
    q ? load(searchContent, { q, facets: true, cursor: address.cursor }) : undefined,
    q && !address.cursor ? load(searchRecords, { q }) : undefined,
  ]);
  // After the search: what it found counts as seen.
  const saved = await load(listSavedSearches, {});
  return (
    <Page>
      <PageHeader
        title="Search"
        breadcrumb={[{ label: "Search" }]}
        description="All messages, identifiers, accounts, and the cases you are on. What you search for is written down with your purpose."
      />
      <div className="flex flex-col gap-3">
        <FilterForm
          path={PATH}
          title="Search"
          search={q}
          placeholder="Words, “a phrase”, -not, source:market risk:high"
        />
        <Operators />
        {(saved.length > 0 || canKeepSearches(actor)) && (
          <SavedSearches searches={saved} q={q} mayKeep={canKeepSearches(actor)} />
        )}
      </div>
      {found && found.problems.length > 0 && (
        <div role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning-soft-fg">
          <ul className="flex flex-col gap-1">
            {found.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <RowKeys title="Search" />
      {!found ? (
        <Card padded={false}>
          <EmptyState icon="search" title="What are you looking for?">
            Words, a telephone number, a wallet, a name: type it above. A search that matters can be kept, and tells you
            when something new comes in.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_15rem]">
          <div className="flex min-w-0 flex-col gap-6">
            {records && <RecordHits found={records} />}
            <ContentHits
              found={found}
              moreHref={found.next_cursor && `${PATH}?${new URLSearchParams({ q, cursor: found.next_cursor })}`}
            />
            {address.cursor && (
              <p className="text-muted">
                Earlier messages.{" "}
                <TextLink href={address.href({})} prefetch={false}>
                  Back to the latest
                </TextLink>
              </p>
            )}
          </div>
          {found.facets.length > 0 && (
            <Facets q={q} facets={found.facets} counted={found.at_least ?? 0} total={found.total} />
          )}
        </div>
      )}
    </Page>
  );
}
