import type { Metadata } from "next";
import { load, pageCaller } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { DownloadButton, LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { AppliedFilters } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { TextLink } from "@/components/ui/text-link";
import { listArchives } from "@/lib/audit/archive/list-archives";
import { getAuditEntry } from "@/lib/audit/get-audit-entry";
import { listAuditFacets } from "@/lib/audit/list-audit-facets";
import { listTrailEntries } from "@/lib/audit/list-trail-entries";
import { listViews } from "@/lib/audit/list-views";
import { listJobs } from "@/lib/jobs/list-jobs";
import { getUser } from "@/lib/identity/admin/get-user";
import { nameOrganizations } from "@/lib/identity/admin/name-organizations";
import { Fault } from "@/lib/kernel/fault";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { ArchivedMonths } from "./_components/archived-months";
import { AuditFilters } from "./_components/audit-filters";
import { EntriesTable } from "./_components/entries-table";
import { EntryDrawer } from "./_components/entry-drawer";
import { SavedViews } from "./_components/saved-views";
import { appliedFilters } from "./_components/applied-filters";
import { filterNames, type AuditAddress } from "./_components/filter-names";

export const metadata: Metadata = { title: "Audit trail" };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/admin/audit", searchParams, [...filterNames, "entry"]);
  const { entry: key, ...filters } = address.values;
  const [facets, views, names, found, entry, archived] = await Promise.all([
    load(listAuditFacets, {}),
    load(listViews, {}),
    namesOf(filters),
    find(address),
    key ? findEntry(key) : undefined,
    findArchived(filters),
  ]);
  const csv = new URLSearchParams(filters as Record<string, string>).toString();
  return (
    <Page width="wide">
      <PageHeader
        title="Audit trail"
        breadcrumb={[{ label: "Administration" }, { label: "Audit trail" }]}
        description="Who did what to which record, when, and what it was before. Nobody can change it."
        actions={
          <>
            <LinkButton href="/admin/audit/statistics" icon="chart">
              Statistics
            </LinkButton>
            <LinkButton href="/admin/audit/archive" icon="file-archive">
              Archive
            </LinkButton>
            <LinkButton href="/admin/audit/seal" icon="shield">
              Seal
            </LinkButton>
            <DownloadButton href={`/api/v1/audit/export${csv ? `?${csv}` : ""}`} icon="download">
              Export CSV
            </DownloadButton>
          </>
        }
      />
      <div className="flex flex-col gap-3">
        <AuditFilters values={filters} facets={facets} names={names} />
        <AppliedFilters items={appliedFilters(address, names)} clearHref="/admin/audit" />
        <SavedViews views={views} filters={csv} />
      </div>
      {archived && <ArchivedMonths {...archived} filters={filters} />}
      <RowKeys title="Audit trail" />
      {address.cursor && (
        <p className="text-muted">
          Older entries. <TextLink href={address.href({ entry: undefined })}>Back to the newest</TextLink>
        </p>
      )}
      <Card padded={false}>
        {"problem" in found ? (
          <ErrorState title="The trail could not be searched this way">{found.problem}</ErrorState>
        ) : found.entries.length === 0 ? (
          <EmptyState
            icon="scroll"
            title="No entry matches these filters"
            action={<LinkButton href="/admin/audit">Clear the filters</LinkButton>}
          >
            Times are in UTC here; both days of a range belong to it.
          </EmptyState>
        ) : (
          <EntriesTable entries={found.entries} open={key} address={address} />
        )}
      </Card>
      {"entries" in found && (
        <LoadMore href={address.more(found.nextCursor)} shown={found.entries.length} noun="entries" />
      )}
      <EntryDrawer entry={entry} open={key !== undefined} closeHref={address.here({ entry: undefined })} />
    </Page>
  );
}

type Found = Awaited<ReturnType<typeof listTrailEntries>> | { problem: string };

/** A filter that cannot be (typed into the address, or too wide a search) is told, not an error page. */
async function find({ values, limit, cursor }: AuditAddress): Promise<Found> {
  const { entry: _, ...filters } = values;
  try {
    return await listTrailEntries(await pageCaller(), { ...filters, limit, cursor });
  } catch (error) {
    if (error instanceof Fault && (error.code === "invalid" || error.code === "malformed")) {
      return { problem: error.message };
    }
    throw error;
  }
}

/** The archived months that the chosen time reaches into, with the searches in them; nothing where there is none. */
async function findArchived({ from, to }: { from?: string; to?: string }) {
  const caller = await pageCaller();
  try {
    const { archives } = await listArchives(caller, { from, to });
    const months = archives.filter(({ removed }) => removed).map(({ month }) => month);
    if (months.length === 0) return undefined;
    const { jobs } = await listJobs(caller, { limit: "50" });
    return { months, jobs: jobs.filter(({ kind }) => kind === "audit.archive.search").slice(0, 3) };
  } catch (error) {
    if (error instanceof Fault && error.code === "invalid") return undefined; // the list says what is wrong with them
    throw error;
  }
}

/** An entry that is not there (any more) leaves the list as it is. */
async function findEntry(key: string) {
  try {
    return await getAuditEntry(await pageCaller(), { key });
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** The names behind the ids of the filters. */
async function namesOf(filters: { user_id?: string; organization_id?: string }) {
  const isId = (text: string | undefined): text is string => /^[1-9]\d{0,8}$/.test(text ?? "");
  const [user, organizations] = await Promise.all([
    isId(filters.user_id) ? getUser(await pageCaller(), { userId: filters.user_id }).catch(() => undefined) : undefined,
    isId(filters.organization_id) ? load(nameOrganizations, { ids: [filters.organization_id] }) : [],
  ]);
  return { user: user?.username, organization: organizations[0]?.name };
}
