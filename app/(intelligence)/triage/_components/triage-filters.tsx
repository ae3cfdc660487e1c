"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { detectionWords, riskWords } from "@/components/intelligence/words";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { Triage } from "@/lib/intelligence/list-detections";

type Choice = Triage["rules"][number];

/** What narrows the queue; each choice goes into the address at once. Without JavaScript it is a plain form. */
export function TriageFilters({
  triage,
  list: { values, status, order },
}: {
  triage: Pick<Triage, "categories" | "rules" | "sources" | "languages">;
  list: { values: Partial<Record<string, string>>; status: string; order: string };
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);

  function go() {
    const chosen = [...new FormData(form.current!)].filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
    );
    const query = new URLSearchParams(chosen).toString();
    router.push(query ? `/triage?${query}` : "/triage", { scroll: false });
  }

  return (
    <form
      ref={form}
      role="search"
      aria-label="Filters"
      action="/triage"
      onChange={go}
      className="flex flex-wrap items-end gap-2"
    >
      <Pick name="status" label="State" value={status}>
        {Object.entries(detectionWords).map(([value, { label }]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
        <option value="all">All states</option>
      </Pick>
      <Pick name="order" label="Order" value={order}>
        <option value="risk">Riskiest first</option>
        <option value="newest">Newest first</option>
      </Pick>
      <Pick name="risk" label="Risk" value={values.risk}>
        <option value="">Any risk</option>
        {Object.entries(riskWords).map(([value, { label }]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Pick>
      <Choices
        name="category"
        label="Category"
        all="Any category"
        choices={triage.categories}
        value={values.category}
      />
      <Choices name="rule_id" label="Rule" all="Any rule" choices={triage.rules} value={values.rule_id} />
      <Choices name="source_id" label="Source" all="Any source" choices={triage.sources} value={values.source_id} />
      <Choices name="language" label="Language" all="Any language" choices={triage.languages} value={values.language} />
      <Pick name="harmless" label="Harmless contexts" value={values.harmless}>
        <option value="">Left out</option>
        <option value="true">Shown</option>
      </Pick>
    </form>
  );
}

function Pick({
  name,
  label,
  value,
  children,
}: {
  name: string;
  label: string;
  value?: string;
  children: React.ReactNode;
}) {
  return (
    <Field label={label} className="w-40 max-sm:w-[calc(50%-0.25rem)]">
      <Select key={value} name={name} defaultValue={value ?? ""}>
        {children}
      </Select>
    </Field>
  );
}

function Choices({
  all,
  choices,
  ...pick
}: {
  name: string;
  label: string;
  all: string;
  choices: Choice[];
  value?: string;
}) {
  const missing = pick.value && !choices.some(({ value }) => value === pick.value);
  return (
    <Pick {...pick}>
      <option value="">{all}</option>
      {missing && <option value={pick.value}>Chosen: {pick.value}</option>}
      {choices.map(({ value, label, count }) => (
        <option key={value} value={value}>
          {label} ({count})
        </option>
      ))}
    </Pick>
  );
}
