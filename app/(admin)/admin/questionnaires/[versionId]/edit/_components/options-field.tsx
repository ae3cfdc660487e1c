"use client";

import { Button, IconButton } from "@/components/ui/button";
import { newOption } from "@/lib/assessment/import/build";
import type { DocumentOption, DocumentQuestion } from "@/lib/assessment/import/document";
import { LineField, numberWithin, ProseField, TypedField } from "./fields";

const score = numberWithin(0, 5);
const minimum = (typed: string) => {
  const value = Number(typed.trim().replace(",", "."));
  return typed.trim() === "" || !Number.isFinite(value) ? { error: "A number." } : { value };
};

/** The options of a question with what each is worth. `from` says where each stood before, so that conditions go along. */
export function OptionsField({
  question,
  onChange,
}: {
  question: DocumentQuestion;
  onChange: (options: DocumentOption[], from: (number | null)[]) => void;
}) {
  const { options, type } = question;
  const number = type === "number";
  const same = options.map((_, index) => index);
  const change = (at: number, changed: Partial<DocumentOption>) =>
    onChange(
      options.map((option, index) => (index === at ? { ...option, ...changed } : option)),
      same,
    );
  const rearrange = (order: number[]) =>
    onChange(
      order.map((index) => options[index]!),
      order,
    );
  const swap = (at: number, by: number) => {
    const order = [...same];
    [order[at], order[at + by]] = [order[at + by]!, order[at]!];
    rearrange(order);
  };
  const what = number ? "Band" : "Option";
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{number ? "Bands" : "Options"}</legend>
      <ol className="flex flex-col gap-2">
        {options.map((option, at) => (
          // An option is told by its place: there is nothing else that stays while it is written.
          <li key={at} className="flex flex-col gap-2 rounded-md border border-line p-3">
            <div className="flex items-center gap-1">
              <span className="flex-1 text-xs font-medium text-muted">
                {what} {at + 1}
              </span>
              <IconButton
                icon="arrow-up"
                size="sm"
                label={`Move ${what.toLowerCase()} ${at + 1} up`}
                disabled={at === 0}
                onClick={() => swap(at, -1)}
              />
              <IconButton
                icon="arrow-down"
                size="sm"
                label={`Move ${what.toLowerCase()} ${at + 1} down`}
                disabled={at === options.length - 1}
                onClick={() => swap(at, 1)}
              />
              <IconButton
                icon="trash"
                size="sm"
                label={`Delete ${what.toLowerCase()} ${at + 1}`}
                onClick={() => rearrange(same.filter((index) => index !== at))}
              />
            </div>
            <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_6rem_auto]">
              <LineField
                label={`${what} ${at + 1}: text`}
                most={2_000}
                value={option.text}
                onChange={(text) => change(at, { text })}
              />
              <TypedField
                label="Score"
                inputMode="decimal"
                value={String(option.score)}
                read={score}
                onChange={(value) => change(at, { score: value })}
              />
              {number && (
                <TypedField
                  label="From"
                  inputMode="decimal"
                  value={option.minimum === null ? "" : String(option.minimum)}
                  read={minimum}
                  onChange={(value) => change(at, { minimum: value })}
                />
              )}
            </div>
            <ProseField
              label={`${what} ${at + 1}: description`}
              rows={1}
              value={option.description}
              onChange={(description) => change(at, { description })}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button
          size="sm"
          icon="plus"
          disabled={options.length >= 50}
          onClick={() => onChange([...options, newOption("", 0)], [...same, null])}
        >
          Add {what.toLowerCase()}
        </Button>
      </div>
    </fieldset>
  );
}
