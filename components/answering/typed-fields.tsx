"use client";

import { useState } from "react";
import { bandOf, EARLIEST_DATE, LATEST_DATE, readDate, readNumber } from "@/lib/assessment/answer-value";
import { cn } from "../ui/cn";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { MaturityBadge } from "../ui/maturity-badge";
import type { Stage } from "./stages";

interface FieldProps {
  /** Names the field: the question. */
  labelledBy: string;
  text: string;
  disabled: boolean;
  onText: (text: string) => void;
  /** What was typed is sent without waiting longer. */
  onLeave: () => void;
}

/**
 * Keeps what is half typed to itself: it is handed on when it is whole, or when the field is left, so that it is kept and
 * the server says what is wrong with it.
 */
function useTyping({ text, onText, onLeave }: FieldProps, isWhole: (typed: string) => boolean) {
  const [typed, setTyped] = useState<string | null>(null);
  return {
    value: typed ?? text,
    halfway: typed !== null,
    type: (next: string) => {
      const whole = next.trim() === "" || isWhole(next);
      setTyped(whole ? null : next);
      if (whole) onText(next);
    },
    leave: () => {
      if (typed !== null) onText(typed);
      setTyped(null);
      onLeave();
    },
  };
}

/** A number, with the bands it may fall into and the one it does. */
export function NumberAnswer({ stages, ...props }: FieldProps & { stages: Stage[] }) {
  const field = useTyping(props, (typed) => readNumber(typed) !== undefined);
  const value = readNumber(field.value);
  const band = value === undefined ? undefined : bandOf(stages, value);
  const ordered = [...stages].sort((a, b) => (a.minimum ?? -Infinity) - (b.minimum ?? -Infinity));
  const wrong = field.value.trim() !== "" && value === undefined;
  return (
    <div className="flex flex-col gap-3 @md:flex-row @md:items-start @md:gap-6">
      <Field
        label="Number"
        className="@md:w-56 @md:shrink-0"
        hint="Digits with a point, such as 12 or 99.5."
        error={wrong && !field.halfway ? "This is not a number" : undefined}
      >
        <Input
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          aria-describedby={props.labelledBy}
          value={field.value}
          disabled={props.disabled}
          onChange={(event) => field.type(event.target.value)}
          onBlur={field.leave}
          className="tabular-nums"
        />
      </Field>
      {ordered.length > 0 && (
        <ol aria-label="Bands" className="min-w-0 flex-1 divide-y divide-line rounded-md border border-line bg-surface">
          {ordered.map((stage) => {
            const is = stage === band;
            return (
              <li
                key={stage.id}
                aria-current={is || undefined}
                className={cn("flex items-start gap-3 px-3 py-1.5", is && "bg-accent-soft text-accent-soft-fg")}
              >
                <MaturityBadge score={stage.score} digits="exact" size="sm" className="mt-px" />
                <span className={cn("min-w-0 flex-1", is && "font-medium")}>{stage.text}</span>
                <span className="shrink-0 text-sm tabular-nums">
                  {stage.minimum === null ? "below" : `from ${stage.minimum}`}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}

/** A day of the calendar. */
export function DateAnswer(props: FieldProps) {
  const field = useTyping(props, (typed) => readDate(typed) !== undefined);
  return (
    <Field label="Date" className="@md:w-56">
      <Input
        type="date"
        min={EARLIEST_DATE}
        max={LATEST_DATE}
        aria-describedby={props.labelledBy}
        value={field.value}
        disabled={props.disabled}
        onChange={(event) => field.type(event.target.value)}
        onBlur={field.leave}
      />
    </Field>
  );
}
