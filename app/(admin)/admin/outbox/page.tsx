import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { StatusBadge } from "@/components/ui/badge";
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
import { config } from "@/lib/kernel/config";
import { listMails } from "@/lib/notify/list-mails";
import { FilterForm } from "@/components/lists/filter-form";
import { listAddress, oneOf, type SearchParams } from "@/components/lists/list-address";
import { RowKeys } from "@/components/lists/row-keys";
import { MailDrawer } from "./_components/mail-drawer";

export const metadata: Metadata = { title: "Outbox" };

const PATH = "/admin/outbox";
const states = ["queued", "kept", "sent", "failed", "withdrawn"] as const;
const faces: Record<(typeof states)[number], { tone: Tone; icon: IconName; label: string }> = {
  queued: { tone: "info", icon: "clock", label: "Queued" },
  kept: { tone: "neutral", icon: "inbox", label: "Kept here" },
  sent: { tone: "success", icon: "circle-check", label: "Sent" },
  failed: { tone: "danger", icon: "circle-x", label: "Failed" },
  withdrawn: { tone: "neutral", icon: "undo", label: "Withdrawn" },
};

export default async function OutboxPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress(PATH, searchParams, ["q", "state", "mail"]);
  const { q, mail } = address.values;
  const state = oneOf(address.values.state, states);
  const { items, nextCursor } = await load(listMails, { q, state, limit: address.limit, cursor: address.cursor });
  const open = mail && /^\d{1,10}$/.test(mail) ? Number(mail) : undefined;
  return (
    <Page>
      <PageHeader
        title="Outbox"
        breadcrumb={[{ label: "Administration" }, { label: "Outbox" }]}
        description="Every mail the service wrote. Opening one stands in the audit trail, since it may hold a link that opens an account."
      />
      {!config().smtpUrl && (
        <Notice title="Mail is not sent">
          SMTP_URL is not set, so mails are kept here. Once it is set, open one to send it after all.
        </Notice>
      )}
      <div className="flex flex-col gap-3">
        <FilterForm path={PATH} title="Outbox" search={q} placeholder="Search recipient and subject" kept={{ state }} />
        <FilterChips
          label="State"
          items={[
            { label: "All", href: address.href({ state: undefined, mail: undefined }), current: !state },
            ...states.map((each) => ({
              label: faces[each].label,
              href: address.href({ state: each, mail: undefined }),
              current: state === each,
            })),
          ]}
        />
      </div>
      <RowKeys title="Outbox" />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState icon="mail" title={q || state ? "No mail matches" : "No mail was written yet"}>
            Invitations, links to choose a password and notices appear here.
          </EmptyState>
        ) : (
          <Table label="Mails" stack>
            <Thead>
              <tr>
                <Th>Subject</Th>
                <Th>To</Th>
                <Th>State</Th>
                <Th align="end">Written</Th>
              </tr>
            </Thead>
            <Tbody>
              {items.map((row) => (
                <Tr key={row.id} selected={row.id === open}>
                  <Td>
                    <TextLink href={address.here({ mail: String(row.id) })} scroll={false} prefetch={false} data-row>
                      {row.subject}
                    </TextLink>
                  </Td>
                  <Td label="To" className="break-all">
                    {row.recipient}
                  </Td>
                  <Td label="State">
                    <StatusBadge {...faces[row.state]} plain />
                    {row.state === "failed" && row.lastError && (
                      <span className="block max-w-xs truncate text-xs text-muted" title={row.lastError}>
                        {row.lastError}
                      </span>
                    )}
                  </Td>
                  <Td label="Written" align="end">
                    <RelativeTime value={row.createdAt} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Card>
      <LoadMore href={address.more(nextCursor)} shown={items.length} noun="mails" />
      <MailDrawer mailId={open} closeHref={address.here({ mail: undefined })} />
    </Page>
  );
}
