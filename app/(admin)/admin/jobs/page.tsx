import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { underWay } from "@/app/_jobs/under-way";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { StatusBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import type { IconName } from "@/components/ui/icon";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import { listAllJobs } from "@/lib/jobs/list-all-jobs";
import { RowAction } from "../../_components/row-action";
import { cancelJobAction, retryJobAction } from "./actions";

export const metadata: Metadata = { title: "Jobs" };

const PATH = "/admin/jobs";
const states = ["queued", "running", "done", "failed", "cancelled"] as const;
const faces: Record<(typeof states)[number], { tone: Tone; icon: IconName; label: string }> = {
  queued: { tone: "info", icon: "clock", label: "Queued" },
  running: { tone: "info", icon: "activity", label: "Running" },
  done: { tone: "success", icon: "circle-check", label: "Done" },
  failed: { tone: "danger", icon: "circle-x", label: "Failed" },
  cancelled: { tone: "neutral", icon: "ban", label: "Cancelled" },
};

export default async function JobsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["state"]);
  const state = oneOf(address.values.state, states);
  const page = { limit: address.limit, cursor: address.cursor };
  const { items, nextCursor } = await load(listAllJobs, { status: state, ...page });
  return (
    <Page>
      <PageHeader
        title="Jobs"
        breadcrumb={[{ label: "Administration" }, { label: "Jobs" }]}
        description="Long work. What people asked for is done with their rights; what the schedule asks for, by the service itself."
      />
      <FilterChips
        label="State"
        items={[
          { label: "All", href: address.href({ state: undefined }), current: !state },
          ...states.map((each) => ({
            label: faces[each].label,
            href: address.href({ state: each }),
            current: state === each,
          })),
        ]}
      />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState icon="activity" title={state ? "No job is in this state" : "No job was asked for yet"}>
            Reports that are printed, verifications, exports and backups appear here.
          </EmptyState>
        ) : (
          <Table label="Jobs" stack>
            <Thead>
              <tr>
                <Th>Job</Th>
                <Th>Asked by</Th>
                <Th>State</Th>
                <Th>Asked</Th>
                <Th align="end">
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((job) => (
                <Tr key={job.id}>
                  <Td>
                    {job.title} <span className="block text-xs text-muted">{job.kind}</span>
                  </Td>
                  <Td label="Asked by">
                    {job.userId === null ? (
                      "The clock"
                    ) : (
                      <TextLink href={`/admin/users/${job.userId}`}>{job.username}</TextLink>
                    )}{" "}
                    <span className="text-muted">{job.organization}</span>
                  </Td>
                  <Td label="State">
                    <StatusBadge {...faces[job.status]} plain />
                    {job.status === "running" && (
                      <span className="block text-xs text-muted">
                        {Math.round(job.progress * 100)} % {job.step}
                      </span>
                    )}
                    {job.error && <span className="block max-w-md text-xs text-muted">{job.error}</span>}
                  </Td>
                  <Td label="Asked">
                    <RelativeTime value={job.created_at} />
                  </Td>
                  <Td align="end">
                    {(job.status === "failed" || job.status === "cancelled") && (
                      <RowAction
                        input={{ job_id: job.id }}
                        action={retryJobAction}
                        {...{ icon: "reopen", label: "Try again", about: job.title, done: "The job is queued again" }}
                      />
                    )}
                    {underWay(job) && (
                      <RowAction
                        input={{ job_id: job.id }}
                        action={cancelJobAction}
                        {...{ icon: "ban", label: "Cancel", about: job.title, done: "The job stops" }}
                      />
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(nextCursor)} shown={items.length} noun="jobs" />
    </Page>
  );
}
