"use client";

import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import type { AnswerImport } from "@/lib/assessment/import-answers";
import { fieldNames } from "@/lib/assessment/offline/field-names";

type Row = AnswerImport["rows"][number];
type Side = "mine" | "theirs";

/** Rows of a file with one outcome: what stands, what the file says and, of a conflict, what it was exported from. */
export function RowsTable({
  productId,
  label,
  outcome,
  rows,
  decisions,
  onDecide,
}: {
  productId: number;
  label: string;
  outcome: Row["outcome"];
  rows: Row[];
  decisions: ReadonlyMap<number, Side>;
  onDecide: (questionId: number, side: Side) => void;
}) {
  return (
    <Table label={label} stack>
      <Thead>
        <Tr>
          <Th>Row</Th>
          <Th>Question</Th>
          {outcome === "refused" && <Th>Error</Th>}
          {outcome !== "refused" && outcome !== "unchanged" && <Th>What changes</Th>}
          {outcome === "conflict" && <Th>Decision</Th>}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row, at) => (
          <Tr key={at}>
            <Td label="Row" className="align-top whitespace-nowrap text-muted">
              {row.place}
            </Td>
            <Td label="Question" className="align-top">
              <span className="font-mono text-xs text-muted">{row.code}</span>
              <span className="block max-w-md break-words">
                {row.section_id === null ? (
                  row.question
                ) : (
                  <TextLink href={`/products/${productId}/sections/${row.section_id}#question-${row.question_id}`}>
                    {row.question}
                  </TextLink>
                )}
              </span>
            </Td>
            {outcome === "refused" && (
              <Td label="Error" className="align-top">
                {row.problem?.column && <span className="text-muted">{row.problem.column}: </span>}
                {row.problem?.message}
              </Td>
            )}
            {outcome !== "refused" && outcome !== "unchanged" && (
              <Td label="What changes" className="align-top">
                <Cells row={row} />
              </Td>
            )}
            {outcome === "conflict" && (
              <Td label="Decision" className="align-top">
                <Decide row={row} side={decisions.get(row.question_id!)} onDecide={onDecide} />
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function Cells({ row }: { row: Row }) {
  const { cells, score_before: before, score_after: after } = row;
  return (
    <dl className="flex flex-col gap-2">
      {cells.map(({ field, exported, current, file }) => (
        <div key={field}>
          <dt className="text-xs text-muted">{fieldNames[field]}</dt>
          {exported !== undefined && <Said by="Exported">{exported}</Said>}
          <Said by="Stands">{current}</Said>
          <Said by="File">{file}</Said>
        </div>
      ))}
      {before !== after && (
        <div>
          <dt className="text-xs text-muted">Score</dt>
          <dd>
            {before ?? "none"} to {after ?? "none"}
          </dd>
        </div>
      )}
    </dl>
  );
}

function Said({ by, children }: { by: string; children: string }) {
  return (
    <dd className="flex gap-2">
      <span className="w-16 shrink-0 text-xs leading-5 text-muted">{by}</span>
      <span className="max-h-40 min-w-0 overflow-hidden break-words whitespace-pre-wrap">
        {children || <span className="text-muted">empty</span>}
      </span>
    </dd>
  );
}

function Decide({
  row,
  side,
  onDecide,
}: {
  row: Row;
  side: Side | undefined;
  onDecide: (questionId: number, side: Side) => void;
}) {
  const choose = (chosen: Side, label: string) => (
    <Button
      size="sm"
      variant={side === chosen ? "primary" : "secondary"}
      aria-pressed={side === chosen}
      aria-label={`${label}: ${row.code}`}
      onClick={() => onDecide(row.question_id!, chosen)}
    >
      {label}
    </Button>
  );
  return (
    <div className="flex flex-col items-start gap-2">
      <div role="group" aria-label={`Decision on ${row.code}`} className="flex flex-wrap gap-2">
        {choose("mine", "Take the file’s")}
        {choose("theirs", "Keep what stands")}
      </div>
      {row.changed_at && (
        <p className="text-xs text-muted">
          Changed by {row.changed_by || "somebody"} <RelativeTime value={row.changed_at} />
        </p>
      )}
    </div>
  );
}
