import { MaturityBadge } from "@/components/ui/maturity-badge";
import type { ModelScore } from "@/lib/assessment/model-score";
import { counted } from "../../_components/messages";

/** A score as its model comes to it, level by level. */
export function ModelFormula({
  label,
  model,
  result,
  average,
}: {
  label: string;
  model: "high_water" | "samm";
  result: ModelScore;
  /** 0–5, as it is kept; null before the first answer. */
  average: number | null;
}) {
  return (
    <div className="flex flex-col gap-2 p-5">
      <h2 className="text-sm font-medium text-muted">{label}</h2>
      <MaturityBadge score={average} digits={2} size="lg" />
      {average === null || result.figure === null ? (
        <p className="text-sm text-muted">Nothing to score yet</p>
      ) : (
        <>
          <p className="text-sm text-muted">
            {model === "samm" ? (
              <>
                <span className="text-ink">{plain(result.figure)}</span> of {result.scale}, the sum of the levels below;
                on the scale to 5
              </>
            ) : (
              <>
                Level <span className="text-ink">{plain(result.figure)}</span> of {result.scale}, the highest that is
                met with all below it; on the scale to 5
              </>
            )}
          </p>
          <ol className="text-sm text-muted">
            {result.levels.map(({ level, questions, met, share }) => (
              <li key={level} className="flex justify-between gap-3 tabular-nums">
                <span>Level {level}</span>
                <span>
                  {model === "samm" ? `${plain(share)}, ` : `${met === questions ? "met" : "not met"}, `}
                  {model === "samm"
                    ? `mean of ${counted(questions, "answer")}`
                    : `${met} of ${counted(questions, "question")}`}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}

const plain = (value: number) => String(Math.round(value * 100) / 100);
