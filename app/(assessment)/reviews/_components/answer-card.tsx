import { WordDiff } from "@/components/review/word-diff";
import { VerdictBadge } from "@/components/threads/verdict-badge";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DiffPart } from "@/lib/assessment/compare-texts";
import type { Review } from "@/lib/assessment/get-review";
import { Stages } from "./stages";

/** What was answered, and what changed in it since a lead last looked. */
export function AnswerCard({ review }: { review: Review }) {
  const { answer, changes, question, version } = review;
  const isFree = question.type === "option" || question.type === "text";
  return (
    <Card padded={false} className="shrink-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2">
        <h3 className="font-semibold">Answer</h3>
        <p className="text-xs text-muted">
          {answer.answered_by}
          {review.submitted_at && (
            <>
              , handed in <RelativeTime value={review.submitted_at} />
            </>
          )}
          , version {version}
        </p>
      </div>
      {changes && <Changes changes={changes} />}
      {answer.not_applicable ? (
        <div className="px-4 py-3">
          <Badge>
            <Icon name="circle-slash" size={13} /> Not applicable
          </Badge>
          <p className="mt-1.5 whitespace-pre-wrap">{answer.not_applicable_reason}</p>
        </div>
      ) : (
        <Stages question={question} chosen={answer.chosen} before={changes?.chosen_was ?? []} />
      )}
      {!answer.not_applicable && question.type === "options" && (
        <p className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2 text-sm text-muted">
          {answer.chosen.length === 0 ? "None of these applies: scored" : "Added up, to 5 at most:"}
          <MaturityBadge score={answer.maturity_score} digits="exact" size="sm" />
        </p>
      )}
      {!answer.not_applicable && answer.chosen.length === 0 && isFree && (
        <p className="flex flex-wrap items-center gap-2 px-4 pt-3 text-sm text-muted">
          In own words, scored
          <MaturityBadge
            score={answer.maturity_score}
            digits="exact"
            size="sm"
            suggested={answer.score_source === "suggested"}
          />
          {answer.reasons.length > 0 && <span className="wrap-anywhere">{answer.reasons.join(", ")}</span>}
        </p>
      )}
      <Text
        title={isFree || question.type === "yes_no" ? "In own words" : "Answer"}
        text={answer.words}
        diff={changes?.words}
      />
      <Text title="Comment" text={answer.comment} diff={changes?.comment} />
      {question.good_evidence && (
        <details className="border-t border-line px-4 py-2 text-sm">
          <summary className="w-fit rounded-sm font-medium text-muted hover:text-ink">What good evidence is</summary>
          <p className="mt-1 max-w-prose">{question.good_evidence}</p>
        </details>
      )}
    </Card>
  );
}

const files = (count: number) => (count === 1 ? "1 file" : `${count} files`);

function Changes({ changes }: { changes: NonNullable<Review["changes"]> }) {
  const changed = [
    changes.chosen_was !== null && "the answer",
    changes.not_applicable_was !== null && "whether it applies",
    changes.words && "the words",
    changes.comment && "the comment",
    changes.evidence_added.length > 0 && `${files(changes.evidence_added.length)} added`,
    changes.evidence_removed.length > 0 && `${files(changes.evidence_removed.length)} removed`,
  ].filter(Boolean);
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-subtle px-4 py-2 text-sm">
      <span className="font-medium">Changed since</span>
      <VerdictBadge status={changes.verdict} plain />
      <span className="text-muted">
        by {changes.judged_by}, <RelativeTime value={changes.judged_at} /> (version {changes.version}):
      </span>
      <span>{changed.join(", ") || "nothing but its status"}</span>
    </p>
  );
}

function Text({ title, text, diff }: { title: string; text: string; diff: DiffPart[] | null | undefined }) {
  if (!text && !diff) return null;
  return (
    <div className="px-4 py-2.5">
      <h4 className="text-xs font-medium text-muted">{title}</h4>
      <div className="mt-0.5 max-h-40 overflow-y-auto">
        {diff ? <WordDiff parts={diff} /> : <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>}
      </div>
    </div>
  );
}
