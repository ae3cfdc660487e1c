import { ResponseStatusBadge, type ResponseStatus } from "@/components/status/status-badges";
import { Badge } from "@/components/ui/badge";
import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { DescribedAnswerMove, DescribedMove } from "@/lib/assessment/describe-move";
import { reasons } from "./words";

/** Answers that share a fate, each with its question, what was answered, and how it stands afterwards. */
export function AnswerMoves({
  label,
  kind,
  answers,
}: {
  label: string;
  kind: "keep" | "ask_again" | "drop";
  answers: DescribedAnswerMove[];
}) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {answers.map((answer) => (
        <li key={answer.response_id} className="flex flex-col gap-1.5 px-4 py-3">
          <Question {...answer} />
          {answer.new_question !== null && answer.new_question !== answer.question && (
            <p className="text-sm">
              <span className="text-muted">Now asked as</span> {answer.new_question}
            </p>
          )}
          <p className="line-clamp-3 text-sm whitespace-pre-wrap">{answer.answer}</p>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm">
            <Standing score={answer.score} status={answer.status} />
            {kind !== "drop" && answer.new_status !== null && (
              <>
                <span className="text-muted">becomes</span>
                {answer.carried ? (
                  <Standing score={answer.new_score} status={answer.new_status} />
                ) : (
                  <ResponseStatusBadge status="unanswered" plain />
                )}
              </>
            )}
            {answer.why.map((reason) => (
              <Badge key={reason}>{reasons[reason]}</Badge>
            ))}
            {kind !== "drop" && !answer.asked && <Badge>Not asked: its condition is not met</Badge>}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Standing({ score, status }: { score: number | null; status: string }) {
  return (
    <span className="flex items-center gap-2">
      <MaturityBadge score={score} digits="exact" size="sm" />
      <ResponseStatusBadge status={status as ResponseStatus} plain />
    </span>
  );
}

interface Named {
  code: string;
  question: string;
  section: string;
  dimension: string;
}

function Question({ code, question, section, dimension }: Named) {
  return (
    <div>
      <p className="text-xs text-muted">
        {code && <span className="font-mono">{code} </span>}
        {[section, dimension].filter(Boolean).join(" / ")}
      </p>
      <p className="font-medium">{question}</p>
    </div>
  );
}

/** Questions that the product has not been asked before. */
export function AddedQuestions({ questions }: { questions: DescribedMove["added"] }) {
  return (
    <ul aria-label="New questions" className="divide-y divide-line">
      {questions.map((question) => (
        <li key={question.question_id} className="px-4 py-3">
          <Question {...question} />
        </li>
      ))}
    </ul>
  );
}
