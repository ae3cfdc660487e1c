"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { FormError, Notice } from "@/components/ui/form-error";
import { EmptyState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import type { AnswerImport } from "@/lib/assessment/import-answers";
import { RowsTable } from "./rows-table";

type Outcome = keyof AnswerImport["counts"];
const views: { outcome: Outcome; label: string; none: string }[] = [
  { outcome: "changed", label: "Changes", none: "No row changes an answer." },
  { outcome: "conflict", label: "Conflicts", none: "No answer changed since the export that the file changes too." },
  { outcome: "refused", label: "Errors", none: "Every row can be taken." },
  { outcome: "unchanged", label: "Unchanged", none: "Every row says something new." },
];
/** Rows shown at once: there may be thousands. */
const SHOWN = 100;

/** What a file would change, by what becomes of its rows; conflicts are decided here, then it is imported as a whole. */
export function Preview({
  productId,
  preview,
  importing,
  error,
  onConfirm,
  onCancel,
}: {
  productId: number;
  preview: AnswerImport;
  importing: boolean;
  error?: string;
  /** The questions for which the file wins. */
  onConfirm: (mine: number[]) => void;
  onCancel: () => void;
}) {
  const { counts, rows, warnings } = preview;
  const wanted = useSearchParams().get("show");
  const first = views.find(({ outcome }) => counts[outcome] > 0) ?? views[0]!;
  const view = views.find(({ outcome }) => outcome === wanted) ?? first;
  const [decisions, setDecisions] = useState<ReadonlyMap<number, "mine" | "theirs">>(new Map());
  const [most, setMost] = useState(SHOWN);
  const listed = rows.filter(({ outcome }) => outcome === view.outcome);
  const errors = counts.refused + preview.errors.length;
  const conflicts = rows.filter(({ outcome }) => outcome === "conflict");
  const open = conflicts.filter((row) => !decisions.has(row.question_id!)).length;
  const mine = [...decisions].flatMap(([id, side]) => (side === "mine" ? [id] : []));
  const writes = counts.changed + mine.length;
  const decide = (ids: number[], side: "mine" | "theirs") =>
    setDecisions(new Map([...decisions, ...ids.map((id) => [id, side] as const)]));

  return (
    <Section title="What would change">
      <FormError>{error}</FormError>
      {warnings.map((warning) => (
        <Notice key={warning} tone="warning">
          {warning}
        </Notice>
      ))}
      <Tabs
        label="Rows of the file"
        items={views.map(({ outcome, label }) => ({
          href: `?show=${outcome}`,
          label,
          count: outcome === "refused" ? errors : counts[outcome],
          current: outcome === view.outcome,
        }))}
      />
      {view.outcome === "conflict" && conflicts.length > 1 && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            onClick={() =>
              decide(
                conflicts.map((row) => row.question_id!),
                "mine",
              )
            }
          >
            Take all from the file
          </Button>
          <Button
            size="sm"
            onClick={() =>
              decide(
                conflicts.map((row) => row.question_id!),
                "theirs",
              )
            }
          >
            Keep all that stand
          </Button>
        </div>
      )}
      {view.outcome === "refused" && preview.errors.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {preview.errors.map(({ place, message }, at) => (
            <li key={at}>
              <span className="font-mono text-xs text-muted">{place || "The file"}</span> {message}
            </li>
          ))}
        </ul>
      )}
      <Card padded={false}>
        {listed.length > 0 ? (
          <RowsTable
            productId={productId}
            label={view.label}
            outcome={view.outcome}
            rows={listed.slice(0, most)}
            decisions={decisions}
            onDecide={(id, side) => decide([id], side)}
          />
        ) : (
          <EmptyState title={view.none} />
        )}
      </Card>
      {listed.length > most && (
        <div>
          <Button onClick={() => setMost(most + SHOWN)}>Show more of {listed.length}</Button>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="primary"
          pending={importing}
          disabled={writes === 0 || open > 0}
          onClick={() => onConfirm(mine)}
        >
          {writes === 1 ? "Import 1 answer" : `Import ${writes} answers`}
        </Button>
        <Button variant="ghost" onClick={onCancel}>
          Discard
        </Button>
        <p className="text-sm text-muted">
          {open > 0
            ? `${open === 1 ? "1 conflict waits" : `${open} conflicts wait`} for your decision.`
            : errors > 0 && "Rows with errors are left out."}
        </p>
      </div>
    </Section>
  );
}
