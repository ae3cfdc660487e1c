"use client";

import { Icon } from "../ui/icon";
import type { Stage } from "./stages";

const row =
  "relative flex gap-3 border-b border-line px-3 py-2.5 last:border-b-0 not-has-disabled:cursor-pointer not-has-disabled:hover:bg-hover has-checked:bg-accent-soft not-has-disabled:has-checked:hover:bg-accent-soft has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus";

/** What choosing or taking back one of several options leaves chosen, in the order of the question; null: not answered. */
export function toggled(stages: readonly Stage[], chosen: readonly number[] | null, id: number): number[] | null {
  const wanted = new Set(chosen);
  if (!wanted.delete(id)) wanted.add(id);
  const left = stages.map((stage) => stage.id).filter((each) => wanted.has(each));
  return left.length ? left : null;
}

/** What saying that none applies, or taking it back, leaves. */
export const toggledNone = (chosen: readonly number[] | null): number[] | null => (chosen?.length === 0 ? null : []);

/** The options of a question that takes several: native checkboxes, and one that says none of them. */
export function SeveralOptions({
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
  value: number[] | null;
  disabled: boolean;
  onChoose: (chosen: number[] | null) => void;
}) {
  const hint = `several-${questionId}-hint`;
  return (
    <div role="group" aria-labelledby={labelledBy} aria-describedby={hint} className="flex flex-col gap-1.5">
      <p id={hint} className="text-sm text-muted">
        Choose all that apply. Their scores add up, to 5 at most.
      </p>
      <div className="overflow-clip rounded-md border border-line bg-surface">
        {stages.map((stage, at) => (
          <Option
            key={stage.id}
            id={`stage-${stage.id}`}
            mark={at + 1}
            text={stage.text}
            description={stage.description}
            checked={value?.includes(stage.id) ?? false}
            disabled={disabled}
            onChange={() => onChoose(toggled(stages, value, stage.id))}
          />
        ))}
        <Option
          id={`none-${questionId}`}
          mark={stages.length + 1}
          text="None of these"
          description=""
          checked={value?.length === 0}
          disabled={disabled}
          onChange={() => onChoose(toggledNone(value))}
        />
      </div>
    </div>
  );
}

function Option({
  id,
  mark,
  text,
  description,
  checked,
  disabled,
  onChange,
}: {
  id: string;
  mark: number;
  text: string;
  description: string;
  checked: boolean;
  disabled: boolean;
  onChange: () => void;
}) {
  return (
    <label htmlFor={id} className={row}>
      <input
        type="checkbox"
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={description ? `${id}-description` : undefined}
        onChange={onChange}
        className="absolute size-px opacity-0"
      />
      <span
        aria-hidden
        className="mt-px flex size-6 shrink-0 items-center justify-center rounded-sm border border-line-strong/60 bg-surface text-xs font-semibold text-muted"
      >
        {checked ? <Icon name="check" size={16} className="text-accent-ink" /> : mark}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block font-medium text-ink">{text}</span>
        {description && (
          <span id={`${id}-description`} className="block text-sm text-muted">
            {description}
          </span>
        )}
      </span>
    </label>
  );
}
