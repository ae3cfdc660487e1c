"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError, Notice } from "@/components/ui/form-error";
import { Input } from "@/components/ui/input";
import type { ImportPreview } from "@/lib/assessment/import-file";
import { OutlineTree } from "./outline-tree";
import type { Wishes } from "./send-questionnaire";

const formats: Record<ImportPreview["format"], string> = {
  xlsx: "Excel workbook",
  csv: "CSV spreadsheet",
  samm: "OWASP SAMM model",
  dsomm: "OWASP DSOMM model",
  "ciso-assistant": "CISO Assistant library",
  "oscal-catalog": "OSCAL catalog",
  asvs: "OWASP ASVS",
  "securesphere.questionnaire": "SecureSphere export",
};
const models = {
  mean: "Weighted mean of the answers",
  high_water: "High water: a level counts when all below it are met",
  samm: "SAMM: levels of a stream add up",
};

/** What a file has: facts, what is not taken as it stands, the tree; and the way to store it. */
export function Preview({
  preview,
  storing,
  error,
  onConfirm,
  onCancel,
}: {
  preview: ImportPreview;
  storing: boolean;
  error?: string;
  onConfirm: (wishes: Wishes) => void;
  onCancel: () => void;
}) {
  const [title, setTitle] = useState(preview.title);
  const [version, setVersion] = useState(preview.version);
  const { counts, errors, warnings, versions } = preview;
  const taken = versions.find((known) => known.version === version.trim());
  const nothing = counts.questions === 0;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!storing) onConfirm({ title: title.trim(), version: version.trim(), leaveOutRejected: errors.length > 0 });
  }

  return (
    <>
      <Section title={preview.title || "Nothing that can be stored"} description={formats[preview.format]} card>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
          <Fact name="Sections" value={counts.sections} />
          <Fact name="Dimensions" value={counts.dimensions} />
          <Fact name="Questions" value={counts.questions} />
          <Fact name="Options" value={counts.options} />
        </dl>
        {!nothing && (
          <dl className="mt-4 grid gap-x-6 gap-y-2 border-t border-line pt-4 text-sm sm:grid-cols-[8rem_1fr]">
            <Detail name="Scoring">{models[preview.scoring_model]}</Detail>
            <Detail name="Source">
              {[preview.source, preview.source_url].filter(Boolean).join(", ") || "Not named"}
            </Detail>
            <Detail name="Licence">{preview.licence || "Not named: make sure that you may use it"}</Detail>
            {preview.attribution && <Detail name="Attribution">{preview.attribution}</Detail>}
          </dl>
        )}
      </Section>
      {errors.length > 0 && (
        <Findings
          title={errors.length === 1 ? "1 place is rejected" : `${errors.length} places are rejected`}
          description="They are left out when you store the rest; or mend the file and choose it again."
          findings={errors}
        />
      )}
      {warnings.length > 0 && (
        <Findings
          title={warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`}
          description="These are taken, but not quite as they stand in the file."
          findings={warnings}
        />
      )}
      {!nothing && (
        <>
          <Section title="What is in it" card padded={false}>
            <OutlineTree outline={preview.outline} />
          </Section>
          <Card>
            <form onSubmit={submit} noValidate className="flex flex-col gap-4">
              <FormError>{error}</FormError>
              <div className="grid gap-4 sm:grid-cols-[1fr_12rem]">
                <Field label="Title" required>
                  <Input value={title} maxLength={300} onChange={(event) => setTitle(event.target.value)} />
                </Field>
                <Field
                  label="Version"
                  required
                  error={taken ? `Version ${taken.version} is there already.` : undefined}
                >
                  <Input value={version} maxLength={40} onChange={(event) => setVersion(event.target.value)} />
                </Field>
              </div>
              {versions[0] && (
                <Notice tone="info">
                  It becomes a further version of {versions[0].title}, which has{" "}
                  {list(versions.map((one) => one.version))}. Products keep the version they have.
                </Notice>
              )}
              <div className="flex flex-wrap gap-2">
                <Button
                  type="submit"
                  variant="primary"
                  pending={storing}
                  disabled={!title.trim() || !version.trim() || taken !== undefined}
                >
                  {errors.length > 0 ? "Store the rest as draft" : "Store as draft"}
                </Button>
                <Button variant="ghost" onClick={onCancel}>
                  Discard
                </Button>
              </div>
            </form>
          </Card>
        </>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-xl font-semibold tabular-nums">{value.toLocaleString("en")}</dd>
    </div>
  );
}

function Detail({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Findings({
  title,
  description,
  findings,
}: {
  title: string;
  description: string;
  findings: ImportPreview["errors"];
}) {
  return (
    <Section title={title} description={description} card padded={false}>
      <ul
        tabIndex={0}
        aria-label={title}
        className="flex max-h-80 flex-col divide-y divide-line overflow-y-auto text-sm"
      >
        {findings.map(({ place, message }, at) => (
          <li key={at} className="flex flex-col gap-0.5 px-4 py-2 sm:flex-row sm:gap-4">
            <span className="min-w-0 font-mono text-xs leading-5 break-words text-muted sm:w-72 sm:shrink-0">
              {place || "The file"}
            </span>
            <span className="min-w-0 break-words">{message}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const list = (words: string[]) =>
  words.length > 3 ? `${words.slice(0, 3).join(", ")} and ${words.length - 3} more` : words.join(", ");
