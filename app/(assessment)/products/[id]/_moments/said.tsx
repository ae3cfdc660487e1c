import { WordDiff } from "@/components/review/word-diff";
import { ResponseStatusBadge } from "@/components/status/status-badges";
import { Icon } from "@/components/ui/icon";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { DiffPart } from "@/lib/assessment/compare-texts";
import type { SaidAnswer } from "@/lib/assessment/said-at";
import { minuteOf } from "./words";

/** An answer as it stood at a moment: what was said, with what, by whom, and what it counted. */
export function Said({
  said,
  textDiff = null,
  commentDiff = null,
}: {
  said: SaidAnswer | null;
  textDiff?: DiffPart[] | null;
  commentDiff?: DiffPart[] | null;
}) {
  if (!said) return <p className="text-muted">Not answered</p>;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        {said.notApplicable ? (
          <span className="text-sm text-muted">left out of the score</span>
        ) : (
          <MaturityBadge
            score={said.score}
            digits={Number.isInteger(said.score) ? 0 : 2}
            size="sm"
            suggested={said.suggested}
          />
        )}
        <ResponseStatusBadge status={said.status} plain />
      </div>
      <div className="wrap-anywhere">
        {said.notApplicable && <span className="font-medium">Not applicable. </span>}
        {said.letter && <span className="mr-1.5 font-semibold">{said.letter}</span>}
        {textDiff ? <WordDiff parts={textDiff} /> : said.text || <span className="text-muted">No words</span>}
      </div>
      {(said.comment || commentDiff) && (
        <div className="border-l-2 border-line pl-2 text-sm wrap-anywhere text-muted">
          <span className="sr-only">Comment: </span>
          {commentDiff ? <WordDiff parts={commentDiff} /> : said.comment}
        </div>
      )}
      {said.evidence.length > 0 && (
        <ul aria-label="Evidence" className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-muted">
          {said.evidence.map(({ id, filename }) => (
            <li key={id} className="inline-flex min-w-0 items-center gap-1 wrap-anywhere">
              <Icon name="paperclip" size={12} className="shrink-0" />
              {filename}
            </li>
          ))}
        </ul>
      )}
      <p className="text-xs text-muted">
        Version {said.version}, {said.answeredBy}, {minuteOf(said.at)}
      </p>
    </div>
  );
}
