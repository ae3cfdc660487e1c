import { Badge } from "@/components/ui/badge";
import type { DescribedChange } from "@/lib/assessment/compare-assessments";
import { Said } from "../../_moments/said";

const words = {
  answer: "Answer",
  score: "Score",
  status: "Status",
  comment: "Comment",
  evidence: "Evidence",
} as const;

/** Each question with its two answers side by side, on a phone one above the other. */
export function ComparedQuestions({ questions }: { questions: DescribedChange[] }) {
  return (
    <ul className="divide-y divide-line" aria-label="Questions">
      {questions.map((question) => (
        <li key={`${question.questionId ?? ""} ${question.text}`} className="flex flex-col gap-3 p-4">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
            <div className="min-w-0 flex-1 basis-80">
              <h3 className="font-medium wrap-anywhere">{question.text}</h3>
              <p className="text-xs text-muted">
                {[question.code, question.section, question.dimension].filter(Boolean).join(" · ")}
              </p>
            </div>
            <p className="flex flex-wrap gap-1.5">
              {question.kinds.length === 0 ? (
                <Badge>Unchanged</Badge>
              ) : (
                question.kinds.map((kind) => (
                  <Badge key={kind} tone={kind === "answer" || kind === "score" ? "accent" : "neutral"}>
                    {words[kind]}
                  </Badge>
                ))
              )}
            </p>
          </div>
          <div className="grid gap-x-6 gap-y-4 md:grid-cols-2">
            <div className="min-w-0">
              <p className="mb-1 text-xs font-medium text-muted">Before</p>
              <Said said={question.before} />
            </div>
            <div className="min-w-0">
              <p className="mb-1 text-xs font-medium text-muted">After</p>
              <Said said={question.after} textDiff={question.textDiff} commentDiff={question.commentDiff} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
