"use client";

import { useRef, useState } from "react";
import type { z } from "zod";
import { useSubmit, type SubmitResult } from "@/app/_forms/use-submit";
import { riskWords } from "@/components/intelligence/words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { FormError } from "@/components/ui/form-error";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { JudgedRule } from "@/lib/intelligence/get-watchlist";
import { RuleTrial } from "./rule-trial";
import { SourceScope, type ScopeSource } from "./source-scope";

const lines = (list: string[] | undefined) => (list ?? []).join("\n");

/** What a rule says, and beneath it where it is tried before it is saved. */
export function RuleForm<Schema extends z.ZodType<object, Record<string, unknown>>>({
  watchlistId,
  rule,
  sources,
  schema,
  ids,
  send,
  onDone,
}: {
  watchlistId: number;
  rule?: JudgedRule;
  sources: readonly ScopeSource[];
  schema: Schema;
  ids: Record<string, number>;
  send: (values: z.output<Schema> & never) => Promise<SubmitResult<unknown>>;
  onDone: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<string>(rule?.kind ?? "phrase");
  const {
    form: values,
    register,
    submit,
    pending,
    errors,
    message,
  } = useSubmit({
    schema,
    defaults: { ...ids, source_ids: rule?.source_ids ?? [] } as never,
    send: (values) => send(values as never),
    onDone,
  });
  const fault = errors as Record<string, string | undefined>;
  const sourceIds = values.watch("source_ids" as never) as number[];
  const limitTo = (chosen: number[]) => values.setValue("source_ids" as never, chosen as never);
  const field = (name: string) => register(name as never);
  return (
    <div className="flex flex-col gap-6">
      <form ref={form} onSubmit={submit} noValidate method="post" className="flex flex-col gap-4">
        <FormError>{message}</FormError>
        <Field label="Kind" error={fault.kind}>
          <Select defaultValue={kind} {...field("kind")} onChange={(event) => setKind(event.target.value)}>
            <option value="phrase">A word or phrase</option>
            <option value="k_of_n">Several of many terms</option>
            <option value="regex">A regular expression</option>
          </Select>
        </Field>
        <Field
          label={kind === "phrase" ? "Word or phrase" : kind === "regex" ? "Expression" : "Name"}
          hint={
            kind === "phrase"
              ? "A * at its end stands for any ending: кокаин* finds кокаином."
              : kind === "regex"
                ? "RE2 syntax, which runs in linear time; on the text as it is."
                : undefined
          }
          error={fault.term}
          required
        >
          <Input defaultValue={rule?.term} {...field("term")} />
        </Field>
        {kind === "k_of_n" && (
          <>
            <Field label="Terms" hint="One a line." error={fault.terms}>
              <Textarea rows={4} defaultValue={lines(rule?.terms)} {...field("terms")} />
            </Field>
            <Field label="How many of them" error={fault.threshold}>
              <Input type="number" min={1} defaultValue={rule?.threshold ?? 2} {...field("threshold")} />
            </Field>
          </>
        )}
        {kind !== "k_of_n" && (
          <Field
            label={kind === "regex" ? "What it is called" : "Other ways to say it"}
            hint={kind === "regex" ? "In the queue and in scores." : "One a line."}
            error={fault.aliases}
            optional
          >
            <Textarea rows={kind === "regex" ? 1 : 3} defaultValue={lines(rule?.aliases)} {...field("aliases")} />
          </Field>
        )}
        <div className="grid grid-cols-2 gap-3">
          <Field label="Severity" error={fault.severity}>
            <Select defaultValue={rule?.severity ?? "MEDIUM"} {...field("severity")}>
              {Object.entries(riskWords).map(([value, { label }]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Weight" hint="0 to 1: what one sure hit means." error={fault.weight}>
            <Input inputMode="decimal" defaultValue={rule?.weight ?? 0.5} {...field("weight")} />
          </Field>
          <Field label="Category" error={fault.category} optional>
            <Input defaultValue={rule?.category} {...field("category")} />
          </Field>
          <Field label="Typing errors" error={fault.fuzzy}>
            <Select defaultValue={rule?.fuzzy ?? 0} {...field("fuzzy")}>
              <option value="0">None</option>
              <option value="1">One, from 5 letters</option>
              <option value="2">Two, from 8 letters</option>
            </Select>
          </Field>
        </div>
        <Checkbox
          label="See through disguises"
          hint="c0ke, сосаine, c.o.k.e, ❄️ for snow."
          defaultChecked={rule?.folded ?? true}
          {...field("folded")}
        />
        <Checkbox label="Whole words only" defaultChecked={rule?.whole_word ?? true} {...field("whole_word")} />
        <Checkbox
          label="Large and small letters differ"
          hint="Then it sees through nothing."
          defaultChecked={rule?.case_sensitive ?? false}
          {...field("case_sensitive")}
        />
        <Field
          label="Harmless near"
          hint="One phrase a line, such as “police seiz*”. A hit beside one is shown, not scored."
          error={fault.negative_context}
          optional
        >
          <Textarea rows={3} defaultValue={lines(rule?.negative_context)} {...field("negative_context")} />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Words that are near" error={fault.context_words}>
            <Input type="number" min={0} max={50} defaultValue={rule?.context_words ?? 8} {...field("context_words")} />
          </Field>
          <Field label="Languages" hint="Such as en, ru. Empty: all." error={fault.languages} optional>
            <Input defaultValue={rule?.languages.join(", ")} {...field("languages")} />
          </Field>
        </div>
        <SourceScope sources={sources} chosen={sourceIds} error={fault.source_ids} onChange={limitTo} />
        <div>
          <Button type="submit" variant="primary" pending={pending}>
            Save rule
          </Button>
        </div>
      </form>
      <RuleTrial watchlistId={watchlistId} form={form} />
    </div>
  );
}
