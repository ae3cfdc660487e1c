"use client";

import type { UseFormRegister } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { actionStatuses, actionStatusWords, effortWords } from "@/lib/assessment/action-words";
import { LinkedFiles, type LinkedFile } from "./linked-files";
import { LinkedQuestions, type ChoosableQuestion, type LinkedQuestion } from "./linked-questions";

/** What the form of an action offers. */
export interface Choices {
  /** Whether whose it is and how far it got is the reader's to say. */
  steer: boolean;
  mayUpload: boolean;
  people: { value: string; label: string }[];
  questions: readonly ChoosableQuestion[];
  files: LinkedFile[];
}

/** What an action has when the form opens. */
export interface Values {
  title: string;
  description: string;
  owner_id: number | null;
  owner: string;
  due_on: string | null;
  effort: number | null;
  /** Not for a new one. */
  status?: keyof typeof actionStatusWords;
}

type Errors = Partial<Record<keyof Values | "questions" | "evidence_ids", string>>;

/** The fields of an action, the same for a new one and a change. */
export function ActionFields({
  productId,
  values,
  choices,
  register,
  errors,
  questions,
  onQuestions,
  files,
  onFiles,
}: {
  productId: number;
  values: Values;
  choices: Choices;
  // Both forms have these fields; their types differ in what may be left out.
  register: UseFormRegister<any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  errors: Errors;
  questions: LinkedQuestion[];
  onQuestions: (questions: LinkedQuestion[]) => void;
  files: LinkedFile[];
  onFiles: (change: (files: LinkedFile[]) => LinkedFile[]) => void;
}) {
  const people = values.owner_id === null || choices.people.some(({ value }) => value === String(values.owner_id));
  return (
    <>
      <Field label="Title" error={errors.title} required>
        <Input {...register("title")} defaultValue={values.title} maxLength={200} />
      </Field>
      <Field label="Description" error={errors.description}>
        <Textarea {...register("description")} defaultValue={values.description} rows={3} />
      </Field>
      {choices.steer && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Owner" error={errors.owner_id}>
            <Select {...register("owner_id")} defaultValue={values.owner_id ?? ""}>
              <option value="">Nobody yet</option>
              {!people && <option value={values.owner_id!}>{values.owner}</option>}
              {choices.people.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          {values.status && (
            <Field label="Status" error={errors.status}>
              <Select {...register("status")} defaultValue={values.status}>
                {actionStatuses.map((status) => (
                  <option key={status} value={status}>
                    {actionStatusWords[status]}
                  </option>
                ))}
              </Select>
            </Field>
          )}
        </div>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Due" error={errors.due_on}>
          <Input type="date" {...register("due_on")} defaultValue={values.due_on ?? ""} />
        </Field>
        <Field label="Effort" error={errors.effort}>
          <Select {...register("effort")} defaultValue={values.effort ?? ""}>
            <option value="">Not estimated</option>
            {Object.entries(effortWords).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <LinkedQuestions
        linked={questions}
        questions={choices.questions}
        error={errors.questions}
        onChange={onQuestions}
      />
      <LinkedFiles
        productId={productId}
        linked={files}
        files={choices.files}
        mayUpload={choices.mayUpload}
        error={errors.evidence_ids}
        onChange={onFiles}
      />
    </>
  );
}
