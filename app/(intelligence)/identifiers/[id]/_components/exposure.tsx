import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Filing } from "@/lib/intelligence/exposures/list-filings";
import { FileExposure } from "./file-exposure";
import { WithdrawExposure } from "./withdraw-exposure";

/** What an organization was told of the identifier, and the means to tell it: that something is exposed, never what. */
export function Exposure({
  identifierId,
  domain,
  filings,
  mayFile,
}: {
  identifierId: number;
  /** The organization's domain that it is at; null: at nobody's. */
  domain: string | null;
  filings: Filing[];
  mayFile: boolean;
}) {
  const standing = filings.filter((each) => !each.withdrawn_at);
  const untold = (["credential", "system"] as const).filter((kind) => !standing.some((each) => each.kind === kind));
  if (filings.length === 0 && (domain === null || !mayFile)) return null;
  return (
    <Section title="Exposure notice" card>
      {filings.length > 0 && (
        <ul aria-label="What was told" className="mb-3 flex flex-col gap-3 last:mb-0">
          {filings.map((each) => (
            <li key={each.id} className="flex flex-col gap-1 text-sm">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-mono">{each.reference}</span>
                <Badge>{each.marking}</Badge>
                {each.withdrawn_at && <Badge tone="warning">Withdrawn</Badge>}
              </p>
              <p className="text-muted">
                An exposed {each.kind} of {each.domain}, told by {each.filed_by}{" "}
                <RelativeTime value={each.created_at} />
                {each.withdrawn_at && (
                  <>
                    ; taken back by {each.withdrawn_by} <RelativeTime value={each.withdrawn_at} />:{" "}
                    {each.withdrawal_reason}
                  </>
                )}
              </p>
              {mayFile && !each.withdrawn_at && <WithdrawExposure id={each.id} reference={each.reference} />}
            </li>
          ))}
        </ul>
      )}
      {mayFile && domain !== null && untold.length > 0 && (
        <FileExposure key={untold.join()} identifierId={identifierId} domain={domain} kinds={untold} />
      )}
    </Section>
  );
}
