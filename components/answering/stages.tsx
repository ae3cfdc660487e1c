"use client";

import { Icon } from "../ui/icon";
import { maturityStyle } from "../ui/maturity-badge";

/** A described stage and its score. */
export interface Stage {
  id: number;
  text: string;
  description: string;
  score: number;
  /** Of a number: the least it stands for. */
  minimum: number | null;
}

/**
 * The options of a question, read as stages from the least to the most mature. Native radio buttons: arrows move, and the
 * number keys of the page choose.
 */
export function Stages({
  questionId,
  labelledBy,
  stages,
  value,
  disabled,
  onChoose,
}: {
  questionId: number;
  labelledBy: string;
  stages: Stage[];
  value: number | null;
  disabled: boolean;
  onChoose: (optionId: number) => void;
}) {
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-disabled={disabled || undefined}
      className="overflow-clip rounded-md border border-line bg-surface"
    >
      {stages.map((stage, at) => {
        const chosen = stage.id === value;
        const id = `stage-${stage.id}`;
        return (
          <label
            key={stage.id}
            htmlFor={id}
            data-chosen={chosen || undefined}
            className="group/stage relative flex gap-3 border-b border-line px-3 py-2.5 last:border-b-0 not-has-disabled:cursor-pointer not-has-disabled:hover:bg-hover has-checked:bg-accent-soft not-has-disabled:has-checked:hover:bg-accent-soft has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              id={id}
              name={`question-${questionId}`}
              value={stage.id}
              checked={chosen}
              disabled={disabled}
              aria-describedby={`${id}-description`}
              onChange={() => onChoose(stage.id)}
              className="absolute size-px opacity-0"
            />
            <span
              aria-hidden
              style={chosen ? maturityStyle(stage.score) : undefined}
              className="mt-px flex size-6 shrink-0 items-center justify-center rounded-full border border-line-strong/60 bg-surface text-xs font-semibold text-muted group-data-chosen/stage:border-transparent"
            >
              {at + 1}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block font-medium text-ink">{stage.text}</span>
              <span id={`${id}-description`} className="block text-sm text-muted">
                {stage.description}
              </span>
            </span>
            <span className="size-5 shrink-0 text-accent-ink">{chosen && <Icon name="check" size={18} />}</span>
          </label>
        );
      })}
    </div>
  );
}
