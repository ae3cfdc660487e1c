"use client";

import { RequestList } from "@/components/requests/request-list";
import { ResolveButtons, type Outcome } from "@/components/requests/request-note";
import { LinkButton } from "@/components/ui/button";
import type { EvidenceRequest } from "@/lib/assessment/evidence-request";
import { resolveRequestAction } from "../../actions";

/** Requests with what can be done about each in place. */
export function RequestsWithActions({
  requests,
  showOrganization,
}: {
  requests: EvidenceRequest[];
  showOrganization: boolean;
}) {
  return (
    <RequestList
      requests={requests}
      label="Requests"
      showOrganization={showOrganization}
      actions={(request) => (
        <div className="flex flex-wrap items-start gap-x-2">
          {request.can.fulfil && (
            <LinkButton size="sm" icon="paperclip" href={request.link} className="mt-2">
              Add evidence
            </LinkButton>
          )}
          <ResolveButtons requestId={request.id} outcomes={outcomesOf(request)} resolve={resolveRequestAction} />
        </div>
      )}
    />
  );
}

const outcomesOf = ({ can }: EvidenceRequest): Outcome[] => [
  ...(can.answer ? (["answered"] as const) : []),
  ...(can.decline ? (["declined"] as const) : []),
  ...(can.withdraw ? (["withdrawn"] as const) : []),
];
