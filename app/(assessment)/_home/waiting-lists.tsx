import { AssignedList } from "@/components/requests/assigned-list";
import { RequestList } from "@/components/requests/request-list";
import { StatusBadge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { responseStatusFace } from "@/components/status/status-badges";
import type { ClientHomeData } from "./data";

const reopened = { tone: "neutral", icon: "unlock", label: "Reopened" } as const;
const faceOf = (verdict: string) =>
  verdict === "needs_revision" || verdict === "rejected" ? responseStatusFace[verdict] : reopened;

/** What a lead sent back, the longest waiting first. */
export function CameBack({ returned, count }: { returned: ClientHomeData["returned"]; count: number }) {
  return (
    <Section
      title="Came back"
      actions={
        <TextLink href="/to-do" className="text-sm font-normal">
          {count > returned.length ? `All ${count}` : "To do"}
        </TextLink>
      }
    >
      <Card padded={false}>
        <ul className="divide-y divide-line">
          {returned.map((item) => (
            <li key={item.responseId} className="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover/60">
              <div className="flex items-start justify-between gap-3">
                <TextLink quiet href={item.link} className="line-clamp-2 after:absolute after:inset-0">
                  {item.question}
                </TextLink>
                <span className="shrink-0">
                  <StatusBadge {...faceOf(item.verdict)} plain />
                </span>
              </div>
              {item.text && <p className="line-clamp-2 text-sm text-muted">“{item.text}”</p>}
              <p className="text-xs text-muted">
                {item.product} · {item.by}, <RelativeTime value={item.at} />
                {item.changed && " · changed, submit it again"}
              </p>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}

/** What colleagues gave to the person to answer, what is due first at the top. */
export function Assigned({ assigned }: { assigned: ClientHomeData["assigned"] }) {
  return (
    <Section
      title="Assigned to you"
      actions={
        <TextLink href="/to-do" className="text-sm font-normal">
          To do
        </TextLink>
      }
      card
      padded={false}
    >
      <AssignedList assignments={assigned} />
    </Section>
  );
}

/** What leads want as evidence. */
export function EvidenceRequested({ requests, count }: { requests: ClientHomeData["requests"]; count: number }) {
  return (
    <Section
      title="Evidence requested"
      actions={
        <TextLink href="/evidence/requests" className="text-sm font-normal">
          {count > requests.length ? `All ${count}` : "All requests"}
        </TextLink>
      }
      card
      padded={false}
    >
      <RequestList requests={requests} label="Evidence requested" />
    </Section>
  );
}

/** What happened since the person last looked. */
export function Unread({ notices, count }: { notices: ClientHomeData["notices"]; count: number }) {
  return (
    <Section
      title="Unread"
      actions={
        <TextLink href="/inbox" className="text-sm font-normal">
          {count > notices.length ? `All ${count}` : "Inbox"}
        </TextLink>
      }
    >
      <Card padded={false}>
        <ul className="divide-y divide-line">
          {notices.map((notice) => (
            <li key={notice.id} className="relative flex items-baseline gap-3 px-4 py-2.5 hover:bg-hover/60">
              <span className="min-w-0 flex-1">
                <TextLink quiet href={notice.link} className="line-clamp-1 after:absolute after:inset-0">
                  {notice.subject}
                </TextLink>
                {notice.detail && <span className="line-clamp-1 text-sm text-muted">{notice.detail}</span>}
              </span>
              <RelativeTime value={notice.at} className="shrink-0 text-xs text-muted" />
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
}
