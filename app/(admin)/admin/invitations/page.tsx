import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { roleNames } from "@/app/_shell/navigation";
import { Page, PageHeader } from "@/components/frame/page-header";
import { StatusBadge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FilterChips } from "@/components/ui/filter-chips";
import { Notice } from "@/components/ui/form-error";
import type { IconName } from "@/components/ui/icon";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { Tone } from "@/components/ui/tone";
import { listInvitations } from "@/lib/identity/admin/list-invitations";
import { nameOrganizations } from "@/lib/identity/admin/name-organizations";
import { config } from "@/lib/kernel/config";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { InvitationActions } from "./_components/invitation-actions";
import { Invite } from "./_components/invite";

export const metadata: Metadata = { title: "Invitations" };

const PATH = "/admin/invitations";
const states = ["open", "expired", "accepted", "revoked"] as const;
const faces: Record<(typeof states)[number], { tone: Tone; icon: IconName; label: string }> = {
  open: { tone: "info", icon: "clock", label: "Open" },
  expired: { tone: "warning", icon: "hourglass", label: "Expired" },
  accepted: { tone: "success", icon: "circle-check", label: "Accepted" },
  revoked: { tone: "neutral", icon: "ban", label: "Revoked" },
};

export default async function InvitationsPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q", "state", "organization_id", "new"]);
  const { q, organization_id } = address.values;
  const state = oneOf(address.values.state, states);
  const [organization] = organization_id ? await load(nameOrganizations, { ids: [organization_id] }) : [];
  const adding = address.values.new !== undefined;
  const { items, nextCursor } = await load(listInvitations, {
    q,
    state,
    // Beside the form the organization is whom to invite for, not a filter.
    organizationId: adding ? undefined : organization?.id,
    limit: address.limit,
    cursor: address.cursor,
  });
  const mailIsSent = config().smtpUrl !== undefined;
  return (
    <Page>
      <PageHeader
        title="Invitations"
        breadcrumb={[{ label: "Administration" }, { label: "Invitations" }]}
        actions={
          <LinkButton href={address.here({ new: "1" })} variant="primary" icon="user-plus" scroll={false}>
            Invite a person
          </LinkButton>
        }
      />
      {!mailIsSent && (
        <Notice tone="warning" title="Mail is not sent">
          SMTP_URL is not set, so invitations stay in the <TextLink href="/admin/outbox">outbox</TextLink>. Copy the
          link and hand it over yourself; every copy stands in the audit trail.
        </Notice>
      )}
      <div className="flex flex-col gap-3">
        <FilterForm
          path={PATH}
          title="Invitations"
          search={q}
          placeholder="Search by e-mail"
          kept={{ state, organization_id }}
        />
        <FilterChips
          label="State"
          items={[
            { label: "All", href: address.href({ state: undefined, new: undefined }), current: !state },
            ...states.map((each) => ({
              label: faces[each].label,
              href: address.href({ state: each, new: undefined }),
              current: state === each,
            })),
          ]}
        />
      </div>
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState icon="mail" title={q || state ? "No invitation matches" : "Nobody was invited yet"}>
            An invitation is a link that works once, for a week. Who opens it chooses user name and password.
          </EmptyState>
        ) : (
          <Table label="Invitations" stack>
            <Thead>
              <tr>
                <Th>E-mail</Th>
                <Th>Organization</Th>
                <Th>Role</Th>
                <Th>State</Th>
                <Th>Sent</Th>
                <Th align="end">
                  <span className="sr-only">Actions</span>
                </Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((row) => (
                <Tr key={row.id}>
                  <Td className="break-all">
                    {row.acceptedUserId ? (
                      <TextLink href={`/admin/users/${row.acceptedUserId}`}>{row.email}</TextLink>
                    ) : (
                      row.email
                    )}
                  </Td>
                  <Td label="Organization">{row.organization}</Td>
                  <Td label="Role">{roleNames[row.role]}</Td>
                  <Td label="State">
                    <StatusBadge {...faces[row.state]} plain />{" "}
                    {row.state === "open" && (
                      <span className="text-xs text-muted">
                        until <RelativeTime value={row.expiresAt} format="date" />
                      </span>
                    )}
                  </Td>
                  <Td label="Sent">
                    <RelativeTime value={row.createdAt} />
                    {row.inviter && <span className="text-muted"> by {row.inviter}</span>}
                  </Td>
                  <Td align="end">
                    {row.state !== "accepted" && (
                      <InvitationActions
                        invitation={{ id: row.id, email: row.email, isOpen: row.state === "open" }}
                        canCopy={!mailIsSent}
                      />
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(nextCursor)} shown={items.length} noun="invitations" />
      <Invite
        open={adding}
        closeHref={address.here({ new: undefined, organization_id: undefined })}
        organization={organization && { value: String(organization.id), label: organization.name }}
      />
    </Page>
  );
}
