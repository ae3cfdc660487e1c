import { DueBadge } from "../status/due-badge";
import { ResponseStatusBadge } from "../status/status-badges";
import { Icon } from "../ui/icon";
import { saysSomething } from "./answer";
import type { Pause } from "./answer-queue";
import { EntryState } from "./entry-state";
import { EvidenceRequired } from "./evidence-required";
import type { AskedQuestion } from "./question";
import type { Entry } from "./save-queue";

/** The line above a question: which it is, how it stands, what it needs, whose it is, and how saving goes. */
export function QuestionStanding({
  question,
  entry,
  files,
  userId,
  pause,
}: {
  question: AskedQuestion;
  entry: Entry;
  /** How many files the answer has. */
  files: number;
  userId: number;
  pause: Pause["why"] | null;
}) {
  const { base, draft } = entry;
  const { assigned } = question;
  return (
    <div className="flex min-h-5 items-center gap-3 text-xs text-muted">
      <span className="shrink-0">Question {question.number}</span>
      {question.subdimension && <span className="truncate">{question.subdimension}</span>}
      <ResponseStatusBadge
        status={base.status === "unanswered" && saysSomething(draft) ? "draft" : base.status}
        plain
      />
      {question.evidenceRequired && !draft.notApplicable && <EvidenceRequired there={files > 0} />}
      {assigned && (
        <span className="flex min-w-0 items-center gap-1.5">
          <Icon name="user" size={13} className="shrink-0" />
          <span className="truncate">{assigned.user_id === userId ? "For you" : `For ${assigned.name}`}</span>
          {base.status === "unanswered" && <DueBadge dueOn={assigned.due_on} />}
        </span>
      )}
      <span className="flex-1" />
      <EntryState entry={entry} pause={pause} />
    </div>
  );
}
