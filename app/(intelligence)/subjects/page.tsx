import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { platformNames } from "@/components/intelligence/words";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { LoadMore } from "@/components/ui/load-more";
import { EmptyState } from "@/components/ui/states";
import { listSubjects } from "@/lib/intelligence/list-subjects";
import { SubjectsTable } from "./_components/subjects-table";

export const metadata: Metadata = { title: "Subjects" };

const PATH = "/subjects";
const platforms = ["telegram", "instagram", "whatsapp", "web", "other"] as const;

export default async function SubjectsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q", "platform", "flagged"]);
  const { q } = address.values;
  const platform = oneOf(address.values.platform, platforms);
  const flagged = address.values.flagged === "1" || undefined;
  const { subjects, next_cursor } = await load(listSubjects, {
    ...{ q, platform, flagged },
    limit: Math.min(200, address.limit),
    cursor: address.cursor,
  });
  return (
    <Page>
      <PageHeader
        title="Subjects"
        breadcrumb={[{ label: "Subjects" }]}
        description="Accounts that content is by. Who is behind one is a judgement of people, and so is a flag."
      />
      <div className="flex flex-col gap-3">
        <FilterForm
          path={PATH}
          title="Subjects"
          search={q}
          placeholder="Search by name, handle or platform id"
          kept={{ platform, flagged: flagged && "1" }}
        />
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <FilterChips
            label="Platform"
            items={[
              { label: "All platforms", href: address.href({ platform: undefined }), current: !platform },
              ...platforms.map((each) => ({
                label: platformNames[each] ?? each,
                href: address.href({ platform: each }),
                current: platform === each,
              })),
            ]}
          />
          <FilterChips
            label="Flag"
            items={[
              { label: "All", href: address.href({ flagged: undefined }), current: !flagged },
              { label: "Flagged", href: address.href({ flagged: "1" }), current: flagged === true },
            ]}
          />
        </div>
      </div>
      <RowKeys title="Subjects" />
      <Card padded={false}>
        {subjects.length > 0 ? (
          <SubjectsTable subjects={subjects} />
        ) : q || platform || flagged ? (
          <EmptyState icon="search" title="No subject matches">
            Try fewer letters, another platform, or all subjects.
          </EmptyState>
        ) : (
          <EmptyState icon="users" title="There is no subject yet">
            Accounts appear here when content they wrote is imported.
          </EmptyState>
        )}
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={subjects.length} noun="subjects" />
    </Page>
  );
}
