import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { connectorNames, searchTypeNames, searchWords } from "@/components/intelligence/words";
import { StatusBadge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { DataList } from "@/components/ui/data-list";
import { FilterChips } from "@/components/ui/filter-chips";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { canExport } from "@/lib/intelligence/export/export-policy";
import { getOsintSearch } from "@/lib/intelligence/osint/get-search";
import { canSearch, isOwnSearch } from "@/lib/intelligence/osint/osint-policy";
import { ExportButton } from "../../_components/export-button";
import { Follow } from "../../_components/follow";
import { AnalysisNote } from "./_components/analysis-note";
import { FoundEntries } from "./_components/found-entries";
import { LinkedIdentifiers } from "./_components/linked-identifiers";
import { SearchControls } from "./_components/search-controls";

export const metadata: Metadata = { title: "Search" };

interface Given {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ view?: string }>;
}

/** A search with what it brought, what it tells of, and what an analyst makes of it. */
export default async function SearchPage({ params, searchParams }: Given) {
  const [{ id }, { view }] = await Promise.all([params, searchParams]);
  const [actor, search] = await Promise.all([currentActor(), load(getOsintSearch, { osint_result_id: id })]);
  const underWay = search.status === "queued" || search.status === "running";
  const mayWrite = canSearch(actor);
  const found = search.results;
  const raw = view === "raw";
  const path = `/osint/${search.id}`;
  return (
    <Page>
      <PageHeader
        title={<span className="break-all">{search.query}</span>}
        breadcrumb={[{ label: "OSINT", href: "/osint" }, { label: `Search ${search.id}` }]}
        badges={<StatusBadge {...searchWords[search.status]!} />}
        actions={
          <>
            {isOwnSearch(actor, { created_by: search.created_by.id }) && search.search_type !== "file" && (
              <SearchControls id={search.id} query={search.query} status={search.status} />
            )}
            {canExport(actor) && search.identifiers.length > 0 && (
              <ExportButton what={{ osint_result_id: search.id }} about={`search ${search.id}`} />
            )}
          </>
        }
      />
      <Card>
        <DataList
          items={[
            { term: "Searched with", value: connectorNames[search.connector] ?? search.connector },
            { term: "For", value: searchTypeNames[search.search_type] ?? search.search_type },
            { term: "Purpose", value: search.purpose },
            ...(search.case_number ? [{ term: "Case", value: search.case_number }] : []),
            {
              term: "Asked",
              value: (
                <>
                  <RelativeTime value={search.created_at} /> {search.created_by.name && `by ${search.created_by.name}`}
                </>
              ),
            },
            ...(found ? [{ term: "Sources searched", value: search.total_sources_searched }] : []),
            ...(search.risk_score === null
              ? []
              : [
                  {
                    term: "Risk",
                    value: `${Math.round(search.risk_score)} of 100, as the service says. It flags nobody.`,
                  },
                ]),
            ...(search.error ? [{ term: "What went wrong", value: search.error }] : []),
          ]}
        />
      </Card>
      {found && (
        <>
          <LinkedIdentifiers
            id={search.id}
            links={search.identifiers}
            suggestions={search.suggestions}
            mayWrite={mayWrite}
          />
          <Section
            title={`Found: ${found.results.length}`}
            description={found.remarks?.join(" ")}
            actions={
              <FilterChips
                label="View"
                items={[
                  { label: "Readable", href: path, current: !raw },
                  { label: "As it came (JSON)", href: `${path}?view=raw`, current: raw },
                ]}
              />
            }
          >
            {raw ? (
              <Card padded={false}>
                <pre tabIndex={0} aria-label="Results as JSON" className="max-h-160 overflow-auto p-4 text-xs">
                  {JSON.stringify(found, null, 2)}
                </pre>
              </Card>
            ) : found.results.length === 0 ? (
              <Card>
                <EmptyState icon="search" title="Nothing was found">
                  That nothing is known of it there says nothing about it elsewhere.
                </EmptyState>
              </Card>
            ) : (
              <FoundEntries entries={found.results} rejected={found.rejected ?? []} />
            )}
          </Section>
        </>
      )}
      {(found || search.analysis) && (
        <AnalysisNote id={search.id} analysis={search.analysis} mayWrite={mayWrite} key={search.analysis?.at} />
      )}
      <Follow active={underWay} />
    </Page>
  );
}
