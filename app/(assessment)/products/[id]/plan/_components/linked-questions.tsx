"use client";

import { useId } from "react";
import { IconButton } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

/** A question that an action is about, and the score its answer is to have then. */
export interface LinkedQuestion {
  question_id: number;
  target_score: number;
}

/** A question that can be linked. `goal` is the score to plan for. */
export interface ChoosableQuestion {
  id: number;
  code: string;
  text: string;
  dimension: string;
  goal: number;
}

const steps = [0, 1, 2, 3, 4, 5];

/** The questions an action is about, each with its planned score; found by code or words. */
export function LinkedQuestions({
  linked,
  questions,
  error,
  onChange,
}: {
  linked: LinkedQuestion[];
  questions: readonly ChoosableQuestion[];
  error?: string;
  onChange: (linked: LinkedQuestion[]) => void;
}) {
  const heading = useId();
  const byId = new Map(questions.map((question) => [question.id, question]));
  const left = questions.filter(({ id }) => !linked.some(({ question_id }) => question_id === id));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" aria-labelledby={heading}>
      <legend id={heading} className="mb-1.5 text-sm font-medium">
        Questions it is about
      </legend>
      {linked.length > 0 && (
        <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
          {linked.map(({ question_id, target_score }) => {
            const { code, text } = byId.get(question_id) ?? { code: "", text: `Question ${question_id}` };
            return (
              <li key={question_id} className="flex items-center gap-2 px-3 py-2">
                <span className="min-w-0 flex-1 text-sm">
                  <span className="block text-xs text-muted">{code}</span>
                  {text}
                </span>
                <Select
                  aria-label={`Planned score of ${code}`}
                  className="w-20 shrink-0"
                  value={String(target_score)}
                  onChange={(event) =>
                    onChange(
                      linked.map((each) =>
                        each.question_id === question_id ? { ...each, target_score: Number(event.target.value) } : each,
                      ),
                    )
                  }
                >
                  {[...new Set([...steps, target_score])]
                    .sort((a, b) => a - b)
                    .map((score) => (
                      <option key={score} value={score}>
                        {score}
                      </option>
                    ))}
                </Select>
                <IconButton
                  icon="x"
                  size="sm"
                  label={`Take ${code} off`}
                  onClick={() => onChange(linked.filter((each) => each.question_id !== question_id))}
                />
              </li>
            );
          })}
        </ul>
      )}
      <Field label="Add a question" hideLabel error={error}>
        <Combobox
          key={linked.length}
          placeholder="Add a question by code or words"
          options={left.map(({ id, code, text, dimension }) => ({
            value: String(id),
            label: `${code} ${text}`,
            detail: dimension,
          }))}
          value={null}
          clearable={false}
          onValueChange={(option) => {
            const question = byId.get(Number(option?.value));
            if (question) onChange([...linked, { question_id: question.id, target_score: question.goal }]);
          }}
        />
      </Field>
    </fieldset>
  );
}
