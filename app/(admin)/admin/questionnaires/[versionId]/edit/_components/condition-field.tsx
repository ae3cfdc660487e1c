"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { DocumentQuestion } from "@/lib/assessment/import/document";

/** "Ask only if": an earlier question and the options of it that open this one. */
export function ConditionField({
  question,
  earlier,
  onChange,
}: {
  question: DocumentQuestion;
  /** Questions that are asked before it and have options. */
  earlier: readonly DocumentQuestion[];
  onChange: (condition: DocumentQuestion["condition"]) => void;
}) {
  const { condition } = question;
  const deciding = earlier.find(({ code }) => code === condition?.question);
  if (!condition)
    return (
      <div className="flex flex-col gap-1.5">
        <span className="text-sm font-medium">Ask only if</span>
        <div className="flex flex-wrap items-center gap-3 text-sm text-muted">
          It is always asked.
          <Button
            size="sm"
            icon="filter"
            disabled={earlier.length === 0}
            onClick={() => onChange({ question: earlier.at(-1)!.code, match: "any", options: [1] })}
          >
            Add condition
          </Button>
          {earlier.length === 0 && "No earlier question has options."}
        </div>
      </div>
    );
  return (
    <fieldset className="flex flex-col gap-3 rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium">Ask only if</legend>
      <Field label="Earlier question">
        <Select
          value={condition.question}
          onChange={(event) => onChange({ ...condition, question: event.target.value, options: [1] })}
        >
          {!deciding && <option value={condition.question}>{condition.question} (not asked before it)</option>}
          {earlier.map(({ code, text }) => (
            <option key={code} value={code}>
              {code}: {text}
            </option>
          ))}
        </Select>
      </Field>
      {deciding && (
        <>
          {deciding.type === "options" && (
            <Field label="Has">
              <Select
                value={condition.match}
                onChange={(event) => onChange({ ...condition, match: event.target.value as "any" | "all" })}
              >
                <option value="any">any of these options</option>
                <option value="all">all of these options</option>
              </Select>
            </Field>
          )}
          <div role="group" aria-label="Options that open it" className="flex flex-col gap-1.5">
            {deciding.options.map(({ text }, index) => {
              const position = index + 1;
              const chosen = condition.options.includes(position);
              return (
                <Checkbox
                  key={position}
                  label={text || `Option ${position}`}
                  checked={chosen}
                  // The last one stays: a condition without any could never be met.
                  disabled={chosen && condition.options.length === 1}
                  onChange={() => {
                    const options = chosen
                      ? condition.options.filter((other) => other !== position)
                      : [...condition.options, position].sort((a, b) => a - b);
                    onChange({ ...condition, options });
                  }}
                />
              );
            })}
          </div>
        </>
      )}
      <div>
        <Button size="sm" variant="ghost" icon="x" onClick={() => onChange(null)}>
          Always ask it
        </Button>
      </div>
    </fieldset>
  );
}
