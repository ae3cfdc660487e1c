"use client";

import { Icon } from "../ui/icon";
import type { Stage } from "./stages";

/** Yes or no, side by side: native radio buttons. */
export function YesOrNo({
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
  onChoose: (id: number) => void;
}) {
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-disabled={disabled || undefined}
      className="flex flex-wrap gap-2"
    >
      {stages.map((stage) => {
        const chosen = stage.id === value;
        return (
          <label
            key={stage.id}
            htmlFor={`stage-${stage.id}`}
            className="relative flex min-h-11 min-w-28 items-center justify-center gap-2 rounded-md border border-line bg-surface px-4 font-medium text-ink not-has-disabled:cursor-pointer not-has-disabled:hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft not-has-disabled:has-checked:hover:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              id={`stage-${stage.id}`}
              name={`question-${questionId}`}
              value={stage.id}
              checked={chosen}
              disabled={disabled}
              onChange={() => onChoose(stage.id)}
              className="absolute size-px opacity-0"
            />
            {/* Its room is kept, so that nothing moves. */}
            <Icon
              name={chosen ? "circle-check" : "circle"}
              size={16}
              className={chosen ? "text-accent-ink" : "text-muted"}
            />
            {stage.text}
          </label>
        );
      })}
    </div>
  );
}
