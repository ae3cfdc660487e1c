"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ResponseStatusBadge } from "@/components/status/status-badges";
import { unreachable } from "@/components/threads/use-thread";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { FormError } from "@/components/ui/form-error";
import { TextLink } from "@/components/ui/text-link";
import type { EvidenceDocument } from "@/lib/assessment/get-evidence-document";
import { moveEvidenceAction } from "../actions";

/** The answers that a document supports; drafts on an older version can all be moved to the newest at once. */
export function DocumentUses({ document }: { document: EvidenceDocument }) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState("");
  const { uses, editions } = document;
  const movable = [...new Set(uses.filter((use) => use.movable).map((use) => use.response_id))];
  const newest = editions[0]!;

  async function move() {
    setPending(true);
    setError("");
    const input = { evidence_id: newest.id, response_ids: movable };
    const result = await moveEvidenceAction(input).catch(() => undefined);
    setPending(false);
    if (!result?.ok) return setError(result?.fault.message ?? unreachable);
    const { moved } = result.data;
    toast(moved.length === 1 ? "One draft moved" : `${moved.length} drafts moved`);
    router.refresh();
  }

  return (
    <Section title="Where it is used" level={3}>
      {uses.length === 0 ? (
        <p className="text-sm text-muted">No answer names it yet. Choose it “From the library” at a question.</p>
      ) : (
        <ul aria-label="Where it is used" className="flex flex-col divide-y divide-line rounded-md border border-line">
          {uses.map((use) => (
            <li key={`${use.response_id}/${use.evidence_id}`} className="flex flex-col gap-0.5 px-3 py-2">
              <TextLink quiet href={use.link} className="line-clamp-2">
                {use.question}
              </TextLink>
              <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
                {use.product} · {use.section}
                <ResponseStatusBadge status={use.status} plain />
                {use.outdated && (
                  <Badge tone={use.movable ? "warning" : "neutral"}>
                    Version {use.edition}
                    {!use.movable && ", stays"}
                  </Badge>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
      <FormError>{error}</FormError>
      {movable.length > 0 && (
        <div className="flex flex-col items-start gap-1.5">
          <Button icon="arrow-right" pending={pending} onClick={() => void move()}>
            {movable.length === 1 ? "Move 1 draft" : `Move ${movable.length} drafts`} to version {newest.edition}
          </Button>
          <p className="text-xs text-muted">What was handed in or approved keeps the version it was handed in with.</p>
        </div>
      )}
    </Section>
  );
}
