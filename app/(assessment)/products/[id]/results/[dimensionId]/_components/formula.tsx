import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { ScoredQuestion } from "@/lib/assessment/get-dimension-results";
import { counted } from "../../_components/messages";

const MOST_WRITTEN_OUT = 8;

/** A score as the sum that makes it: (3 × 1 + 4 × 2) ÷ 3 = 3.67. */
export function Formula({
  label,
  questions,
  average,
}: {
  label: string;
  /** Those that count. */
  questions: readonly ScoredQuestion[];
  /** 0–5, as it is kept; null without a scored answer. */
  average: number | null;
}) {
  return (
    <div className="flex flex-col gap-2 p-5">
      <h2 className="text-sm font-medium text-muted">{label}</h2>
      <MaturityBadge score={average} digits={2} size="lg" />
      <p className="text-sm text-muted">
        {average === null ? (
          "Nothing to take a mean of yet"
        ) : (
          <>
            <span className="text-ink">{sumOf(questions)}</span> = {average.toFixed(2)}, the mean of{" "}
            {counted(questions.length, "answer")}
            {questions.some(({ weight }) => weight !== 1) ? ", each counted by its weight" : ""}
          </>
        )}
      </p>
    </div>
  );
}

function sumOf(questions: readonly ScoredQuestion[]): string {
  const weights = questions.reduce((sum, { weight }) => sum + weight, 0);
  const alike = questions.every(({ weight }) => weight === 1);
  if (questions.length > MOST_WRITTEN_OUT) {
    const total = questions.reduce((sum, { weight, response }) => sum + weight * response!.score!, 0);
    return `${plain(total)} ÷ ${plain(weights)}`;
  }
  const terms = questions.map(({ weight, response }) =>
    alike ? `${response!.score!}` : `${response!.score!} × ${plain(weight)}`,
  );
  return terms.length === 1 && alike ? terms[0]! : `(${terms.join(" + ")}) ÷ ${plain(weights)}`;
}

const plain = (value: number) => String(Math.round(value * 100) / 100);
