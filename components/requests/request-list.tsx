import { DueBadge } from "../status/due-badge";
import { RelativeTime } from "../ui/relative-time";
import { TextLink } from "../ui/text-link";
import type { EvidenceRequest } from "@/lib/assessment/evidence-request";
import { requestFace } from "./request-face";
import { StatusBadge } from "../ui/badge";

/** Requests for evidence, and questions about it; each leads to where it is dealt with. */
export function RequestList({
  requests,
  label,
  showOrganization = false,
  actions,
}: {
  requests: EvidenceRequest[];
  label: string;
  showOrganization?: boolean;
  /** What can be done in place. */
  actions?: (request: EvidenceRequest) => React.ReactNode;
}) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {requests.map((request) => (
        <li key={request.id} className="flex flex-col gap-1 px-4 py-3 hover:bg-hover/60">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <StatusBadge {...requestFace(request)} plain />
            {request.status === "open" && <DueBadge dueOn={request.due_on} />}
          </div>
          <TextLink quiet data-row href={request.link} className="line-clamp-2">
            {request.question}
          </TextLink>
          <p className="line-clamp-3 [overflow-wrap:anywhere] whitespace-pre-wrap">{request.text}</p>
          {request.resolution && (
            <p className="line-clamp-3 border-l-2 border-line-strong pl-3 text-sm [overflow-wrap:anywhere] text-muted">
              {request.resolution}
            </p>
          )}
          <p className="text-xs text-muted">
            {showOrganization && `${request.organization} · `}
            {request.product} · {request.requester}, <RelativeTime value={request.created_at} />
            {request.resolved_at && (
              <>
                {" "}
                · {request.resolved_by}, <RelativeTime value={request.resolved_at} />
              </>
            )}
          </p>
          {actions?.(request)}
        </li>
      ))}
    </ul>
  );
}
