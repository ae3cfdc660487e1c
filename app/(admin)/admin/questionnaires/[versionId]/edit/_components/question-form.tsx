"use client";

import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { yesNo } from "@/lib/assessment/import/build";
import type { DocumentOption, DocumentQuestion } from "@/lib/assessment/import/document";
import { ConditionField } from "./condition-field";
import { numberWithin, ProseField, StepField, TypedField, TypedLines } from "./fields";
import { OptionsField } from "./options-field";

const typeWords: Record<DocumentQuestion["type"], string> = {
  option: "One option",
  options: "Several options",
  yes_no: "Yes or no",
  number: "A number",
  date: "A date",
  text: "Text",
};

const weight = numberWithin(0.01, 10);
const codesIn = (typed: string) => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))].slice(0, 100);
const referencesIn = (typed: string) =>
  typed.split("\n").flatMap((line) => {
    // Frameworks have colons of their own ("ISO 27001:2022"), without a blank.
    const [framework = "", ...rest] = line.split(": ");
    const reference = rest.join(": ").trim();
    return framework.trim() && reference
      ? [{ framework: framework.trim().slice(0, 120), reference: reference.slice(0, 300) }]
      : [];
  });

/** All of a question. What changes its code or its options goes through functions that keep what names them. */
export function QuestionForm({
  question,
  earlier,
  codes,
  onChange,
  onCode,
  onOptions,
}: {
  question: DocumentQuestion;
  earlier: readonly DocumentQuestion[];
  /** Of all questions. */
  codes: ReadonlySet<string>;
  onChange: (changed: Partial<DocumentQuestion>) => void;
  onCode: (code: string) => void;
  onOptions: (options: DocumentOption[], from: (number | null)[]) => void;
}) {
  const { code, type } = question;

  function readCode(typed: string) {
    const next = typed.trim();
    if (next === "") return { error: "It needs a code." };
    if (next.length > 120) return { error: "At most 120 characters." };
    return next !== code && codes.has(next) ? { error: `${next} is another question's code.` } : { value: next };
  }

  function chooseType(next: DocumentQuestion["type"]) {
    onChange({ type: next });
    if (next === "yes_no" && question.options.length === 0) onOptions(yesNo(), [null, null]);
  }

  return (
    <div className="flex flex-col gap-4">
      <ProseField
        label="Question"
        most={2_000}
        value={question.text}
        onChange={(text) => onChange({ text: text.replace(/\n/g, " ") })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedField
          label="Code"
          hint="Finds the same question again in the next version."
          value={code}
          read={readCode}
          onChange={onCode}
        />
        <Field label="Answer">
          <Select value={type} onChange={(event) => chooseType(event.target.value as DocumentQuestion["type"])}>
            {Object.entries(typeWords).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {type !== "date" && type !== "text" && <OptionsField question={question} onChange={onOptions} />}
      <ConditionField question={question} earlier={earlier} onChange={(condition) => onChange({ condition })} />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <TypedField
          label="Weight"
          hint="1 counts once."
          inputMode="decimal"
          value={String(question.weight)}
          read={weight}
          onChange={(value) => onChange({ weight: value })}
        />
        <StepField label="Level" value={question.level} onChange={(level) => onChange({ level })} />
        <StepField label="Effort" value={question.effort} onChange={(effort) => onChange({ effort })} />
      </div>
      <Checkbox
        label="Evidence required"
        hint="Without a file the answer cannot be handed in."
        checked={question.evidence_required}
        onChange={(event) => onChange({ evidence_required: event.target.checked })}
      />
      <ProseField label="What it means" value={question.meaning} onChange={(meaning) => onChange({ meaning })} />
      <ProseField
        label="Why it matters"
        value={question.importance}
        onChange={(importance) => onChange({ importance })}
      />
      <ProseField
        label="Good evidence"
        value={question.good_evidence}
        onChange={(good_evidence) => onChange({ good_evidence })}
      />
      <TypedField
        label="Builds on"
        hint="Codes of questions whose goals come first, separated by commas."
        value={question.depends_on.join(", ")}
        read={(typed) => ({ value: codesIn(typed) })}
        onChange={(depends_on) => onChange({ depends_on })}
      />
      <References value={question.cross_references} onChange={(cross_references) => onChange({ cross_references })} />
    </div>
  );
}

function References({
  value,
  onChange,
}: {
  value: DocumentQuestion["cross_references"];
  onChange: (value: DocumentQuestion["cross_references"]) => void;
}) {
  return (
    <TypedLines
      label="Cross references"
      hint="One a line: the framework, a colon and a blank, the reference, such as “ISO 27001:2022: A.8.25”."
      value={value.map(({ framework, reference }) => `${framework}: ${reference}`).join("\n")}
      onChange={(typed) => onChange(referencesIn(typed).slice(0, 200))}
    />
  );
}
