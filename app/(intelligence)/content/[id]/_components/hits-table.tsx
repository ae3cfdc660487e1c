"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { DetectionBadge } from "@/components/intelligence/badges";
import { detectionWords } from "@/components/intelligence/words";
import { Card } from "@/components/ui/card";
import { Select } from "@/components/ui/select";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { DescribedDetection } from "@/lib/intelligence/detection";
import { decideAction } from "../../../triage/actions";

/** The hits of one message, each with its decision, which can be changed. */
export function HitsTable({ detections }: { detections: DescribedDetection[] }) {
  if (detections.length === 0) return <p className="text-muted">No rule hit.</p>;
  return (
    <Card padded={false}>
      <Table label="Matches of rules" stack>
        <Thead>
          <Tr>
            <Th>Match</Th>
            <Th>Rule</Th>
            <Th align="end">Weight × confidence</Th>
            <Th>Decision</Th>
          </Tr>
        </Thead>
        <Tbody>
          {detections.map((hit) => (
            <Tr key={hit.id}>
              <Td label="Match" className="wrap-anywhere">
                {hit.matched_text}
              </Td>
              <Td label="Rule">
                <div>
                  {hit.rule.name}
                  <span className="block text-xs text-muted">
                    Rule set {hit.rule_set}
                    {hit.negated && ", harmless context"}
                  </span>
                </div>
              </Td>
              <Td label="Weight × confidence" align="end" className="tabular-nums">
                {hit.weight} × {hit.confidence_score}
              </Td>
              <Td label="Decision">
                <Decision hit={hit} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}

function Decision({ hit }: { hit: DescribedDetection }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);

  async function decide(status: DescribedDetection["status"]) {
    setPending(true);
    const decisions = [{ detection_id: hit.id, version: hit.version, status }];
    const answer = await decideAction({ decisions }).catch(() => undefined);
    setPending(false);
    if (!answer?.ok) toast.error(answer?.fault.message ?? "The server did not answer. Nothing was decided.");
    else if (answer.data.stale.length > 0) toast.error("Somebody decided this hit meanwhile. Nothing was overwritten.");
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-1">
      <Select
        aria-label={`Decision about ${hit.matched_text}`}
        value={hit.status}
        disabled={pending}
        onChange={(event) => void decide(event.target.value as DescribedDetection["status"])}
      >
        {Object.entries(detectionWords).map(([value, { label }]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {hit.reviewed_by && (
        <span className="text-xs text-muted">
          <DetectionBadge status={hit.status} plain /> by {hit.reviewed_by}
        </span>
      )}
    </div>
  );
}
