import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { Page, PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { listAllSessions } from "@/lib/identity/admin/list-all-sessions";
import { RowAction } from "../../_components/row-action";
import { endSessionAction } from "./actions";

export const metadata: Metadata = { title: "Sessions" };

const PATH = "/admin/sessions";

export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q"]);
  const { q } = address.values;
  const { items, nextCursor } = await load(listAllSessions, { q, limit: address.limit, cursor: address.cursor });
  return (
    <Page>
      <PageHeader
        title="Sessions"
        breadcrumb={[{ label: "Administration" }, { label: "Sessions" }]}
        description="Where everybody is signed in. Ending a session signs that device out at once."
      />
      <FilterForm path={PATH} title="Sessions" search={q} placeholder="Search user name and e-mail" kept={{}} />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState icon="devices" title="No session matches" />
        ) : (
          <Table label="Sessions" stack>
            <Thead>
              <tr>
                <Th>User</Th>
                <Th>Organization</Th>
                <Th>Device</Th>
                <Th>Used</Th>
                <Th align="end">
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((session) => (
                <Tr key={session.id}>
                  <Td>
                    <TextLink href={`/admin/users/${session.userId}`}>{session.username}</TextLink>{" "}
                    {session.isCurrent && <Badge tone="info">This device</Badge>}
                  </Td>
                  <Td label="Organization">{session.organization}</Td>
                  <Td label="Device">
                    {session.ipAddress ?? "–"}
                    <span className="block max-w-xs truncate text-xs text-muted" title={session.userAgent ?? ""}>
                      {session.userAgent}
                    </span>
                  </Td>
                  <Td label="Used">
                    <RelativeTime value={session.seenAt} />
                  </Td>
                  <Td align="end">
                    {!session.isCurrent && (
                      <RowAction
                        input={{ sessionId: session.id }}
                        action={endSessionAction}
                        {...{ icon: "sign-out", label: "End", about: session.username, done: "The session ended" }}
                      />
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(nextCursor)} shown={items.length} noun="sessions" />
    </Page>
  );
}
