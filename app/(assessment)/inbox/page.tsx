import type { Metadata } from "next";
import { load } from "@/app/_http/page";
import { Page, PageHeader } from "@/components/frame/page-header";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { LoadMore } from "@/components/ui/load-more";
import { Tabs } from "@/components/ui/tabs";
import { countUnread } from "@/lib/notify/count-unread";
import { listNotifications } from "@/lib/notify/list-notifications";
import { NoticeList } from "./_components/notice-list";

export const metadata: Metadata = { title: "Inbox" };

export default async function InboxPage({
  searchParams,
}: {
  searchParams: Promise<{ show?: string; cursor?: string }>;
}) {
  const { show, cursor } = await searchParams;
  const all = show === "all";
  const [page, unread] = await Promise.all([load(listNotifications, { unread: !all, cursor }), load(countUnread, {})]);
  const more = new URLSearchParams({ ...(all && { show: "all" }), cursor: page.next_cursor ?? "" });
  return (
    <Page width="narrow">
      <PageHeader
        title="Inbox"
        breadcrumb={[{ label: "Inbox" }]}
        tabs={
          <Tabs
            label="Notices"
            items={[
              { href: "/inbox", label: "Unread", count: unread, current: !all },
              { href: "/inbox?show=all", label: "All", current: all },
            ]}
          />
        }
      />
      {page.notifications.length > 0 ? (
        <>
          <NoticeList notices={page.notifications} keepRead={all} unread={unread} />
          <LoadMore
            href={page.next_cursor && `/inbox?${more.toString()}`}
            shown={page.notifications.length}
            noun={page.notifications.length === 1 ? "notice" : "notices"}
          />
        </>
      ) : (
        <EmptyState
          icon="inbox"
          title={all ? "No notice yet" : "You have seen everything"}
          action={!all && <LinkButton href="/inbox?show=all">Show all notices</LinkButton>}
        >
          Reviews, comments and answers that concern you arrive here.
        </EmptyState>
      )}
    </Page>
  );
}
