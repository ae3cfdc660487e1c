import type { Metadata } from "next";
import { currentActor, load } from "@/app/_http/page";
import { Drawer } from "@/components/frame/drawer";
import { Page, PageHeader } from "@/components/frame/page-header";
import { listAddress, type SearchParams } from "@/components/lists/list-address";
import { StatusBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { LoadMore } from "@/components/ui/load-more";
import { RelativeTime } from "@/components/ui/relative-time";
import { EmptyState } from "@/components/ui/states";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { listLooks } from "@/lib/intelligence/break-glass/list-looks";
import { getRegisteredCase } from "@/lib/intelligence/cases/get-case";
import { listAnalystsOf } from "@/lib/intelligence/break-glass/list-analysts-of";
import { Appoint } from "./_components/appoint";
import { LookActions } from "./_components/look-actions";
import { RequestLook } from "./_components/request-look";

export const metadata: Metadata = { title: "Break-glass" };

const faces = {
  waiting: { tone: "warning", icon: "hourglass", label: "Waits for another superuser" },
  lapsed: { tone: "neutral", icon: "clock", label: "Lapsed" },
  refused: { tone: "neutral", icon: "ban", label: "Refused" },
  open: { tone: "danger", icon: "eye", label: "Open" },
  expired: { tone: "neutral", icon: "clock", label: "Over" },
  ended: { tone: "neutral", icon: "check", label: "Ended" },
} as const;

/** Looks of superusers into cases: asked for, granted by another, over by themselves. */
export default async function BreakGlassPage({ searchParams }: { searchParams: SearchParams }) {
  const address = await listAddress("/admin/break-glass", searchParams, ["case", "appoint", "look"]);
  const { values } = address;
  const [{ looks, next_cursor }, actor] = await Promise.all([
    load(listLooks, { limit: address.limit, cursor: address.cursor }),
    currentActor(),
  ]);
  const about = values.case ?? values.appoint;
  const registered = about ? await load(getRegisteredCase, { case_id: about }) : undefined;
  const analysts = values.appoint ? (await load(listAnalystsOf, { case_id: values.appoint })).people : [];
  return (
    <Page>
      <PageHeader
        title="Break-glass"
        breadcrumb={[{ label: "Break-glass" }]}
        description="Superusers do not see what is in a case. One asks with a reason, another lets it in for a while; the case’s members are told, and every look is written down."
      />
      <Card padded={false}>
        {looks.length > 0 ? (
          <Table label="Looks into cases" stack>
            <Thead>
              <Tr>
                <Th>Case</Th>
                <Th>Asked by</Th>
                <Th>Reason</Th>
                <Th>Standing</Th>
                <Th align="end">Do</Th>
              </Tr>
            </Thead>
            <Tbody>
              {looks.map((look) => (
                <Tr key={look.id} selected={String(look.id) === values.look}>
                  <Td>
                    <TextLink quiet href={`/cases/${look.case_id}`}>
                      {look.case_number}
                    </TextLink>
                    <p className="text-xs text-muted">{look.organization}</p>
                  </Td>
                  <Td label="Asked by">
                    {look.requester}
                    <p className="text-xs text-muted">
                      <RelativeTime value={look.requested_at} />, for {look.minutes} minutes
                    </p>
                  </Td>
                  <Td label="Reason" className="break-words md:max-w-xs">
                    {look.reason}
                  </Td>
                  <Td label="Standing">
                    <StatusBadge {...faces[look.state]} plain />
                    <p className="text-xs text-muted">
                      {look.state === "open" && look.expires_at ? (
                        <>
                          Let in by {look.decider}, until <RelativeTime value={look.expires_at} format="datetime" />
                        </>
                      ) : (
                        look.decider && `${look.is_granted ? "Let in" : "Refused"} by ${look.decider}`
                      )}
                    </p>
                  </Td>
                  <Td align="end">
                    <LookActions id={look.id} state={look.state} own={look.requested_by === actor.userId} />
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        ) : (
          <EmptyState icon="eye" title="Nobody has asked to look into a case">
            It is asked for on the page of a case in the register.
          </EmptyState>
        )}
      </Card>
      <LoadMore href={address.more(next_cursor)} shown={looks.length} noun={looks.length === 1 ? "look" : "looks"} />
      <Drawer
        open={registered !== undefined}
        closeHref={address.href({ case: undefined, appoint: undefined })}
        title={values.appoint ? "Give it a manager" : "Ask to look into a case"}
        description={registered && `${registered.number} ${registered.title}`}
      >
        {registered && values.case && (
          <RequestLook caseId={registered.id} closeHref={address.href({ case: undefined })} />
        )}
        {registered && values.appoint && (
          <Appoint caseId={registered.id} people={analysts} closeHref={address.href({ appoint: undefined })} />
        )}
      </Drawer>
    </Page>
  );
}
