import { Card } from "@/components/ui/card";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { Progress } from "@/components/ui/progress";
import { TextLink } from "@/components/ui/text-link";
import type { getResults } from "@/lib/assessment/get-results";
import { resultsHref, type Shown } from "./addresses";
import { counted, percent, written } from "./messages";

type Results = Awaited<ReturnType<typeof getResults>>;

/** The overall score, what of it is validated, and how much of the questionnaire it stands on. */
export function Summary({ results, shown }: { results: Results; shown: Shown }) {
  const { maturity, counts, product } = results;
  const applicable = Math.max(0, product.questions - counts.notApplicable);
  const approved = counts.approved - counts.approvedNotApplicable;
  const explain = resultsHref(shown, { explain: "score" });
  const isValidated = counts.approved > 0 && maturity.validated.coverage > 0;
  return (
    <Card padded={false} className="@container">
      <div className="grid divide-line @max-4xl:divide-y @4xl:grid-cols-[1fr_1fr_1.25fr] @4xl:divide-x">
        <Figure label="Self-assessed" explain={explain}>
          <MaturityBadge score={maturity.overall_score} digits={2} size="lg" level={maturity.maturity_level} />
          <p className="mt-2 text-sm text-muted">{targetSentence(maturity.overall_score, product.target)}</p>
        </Figure>
        <Figure label="Validated" explain={isValidated ? explain : undefined}>
          <MaturityBadge
            score={isValidated ? maturity.validated.overall_score : null}
            digits={2}
            size="lg"
            level={isValidated ? maturity.validated.maturity_level : "Not reviewed yet"}
          />
          <p className="mt-2 text-sm text-muted">
            {isValidated
              ? `From ${counted(approved, "approved answer")} only`
              : "Appears once a lead has approved an answer"}
          </p>
        </Figure>
        <div className="flex flex-col justify-center gap-3 p-5">
          <Coverage label="Answered" share={maturity.coverage} done={counts.answered} of={applicable} />
          <Coverage label="Approved" share={maturity.validated.coverage} done={approved} of={applicable} />
          <p className="text-sm text-muted">{restSentence(counts)}</p>
        </div>
      </div>
    </Card>
  );
}

function Figure({ label, explain, children }: { label: string; explain?: string; children: React.ReactNode }) {
  return (
    <div className="p-5">
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <h2 className="text-sm font-medium text-muted">{label}</h2>
        {explain && (
          <TextLink href={explain} scroll={false} className="text-sm font-normal">
            How this is computed<span className="sr-only">: {label}</span>
          </TextLink>
        )}
      </div>
      {children}
    </div>
  );
}

function Coverage({ label, share, done, of }: { label: string; share: number; done: number; of: number }) {
  return (
    <div className="grid grid-cols-[5.5rem_1fr] items-center gap-3">
      <span className="text-sm text-muted">{label}</span>
      <Progress value={done} max={of} label={label} text={`${percent(share)} · ${done} of ${of}`} />
    </div>
  );
}

function targetSentence(score: number, target: number | null): string {
  if (target === null) return "No target set";
  const gap = target - score;
  return gap > 0.004 ? `${written(gap)} below the target of ${target}` : `Meets the target of ${target}`;
}

function restSentence(counts: Results["counts"]): string {
  const parts = [
    counts.submitted > 0 && `${counts.submitted} waiting for review`,
    counts.needsRevision + counts.rejected > 0 && `${counts.needsRevision + counts.rejected} came back`,
    counts.draft > 0 && counted(counts.draft, "draft"),
    counts.notApplicable > 0 && `${counts.notApplicable} not applicable`,
  ].filter((part) => part !== false);
  return parts.length ? parts.join(" · ") : "Nothing is under way";
}
