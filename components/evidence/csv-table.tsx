"use client";

import { useEffect, useState, type ReactNode } from "react";
import { Loading, Skeleton } from "../ui/skeleton";
import { readTable, type ReadTable } from "./read-table";

/** The first rows of a CSV file as a table; as `otherwise` says where it is none. */
export function CsvTable({ text, cut, otherwise }: { text: string; cut: boolean; otherwise: ReactNode }) {
  const [table, setTable] = useState<ReadTable | null>();
  useEffect(() => {
    let current = true;
    void readTable(text, cut).then((read) => current && setTable(read ?? null));
    return () => {
      current = false;
    };
  }, [text, cut]);
  if (table === undefined) {
    return (
      <Loading label="Loading the table">
        <Skeleton className="h-60 w-full" />
      </Loading>
    );
  }
  if (table === null) return otherwise;
  const [head = [], ...rows] = table.rows;
  return (
    <>
      <div
        tabIndex={0}
        role="group"
        aria-label="Content"
        className="min-h-0 overflow-auto rounded-md border border-line bg-surface"
      >
        <table className="border-collapse text-xs">
          <thead>
            <tr>
              {head.map((cell, at) => (
                <th key={at} scope="col" className="border-b border-line bg-subtle px-2 py-1 text-left font-medium">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} className="border-b border-line last:border-b-0">
                {row.map((cell, at) => (
                  <td key={at} className="max-w-80 px-2 py-1 align-top [overflow-wrap:anywhere]">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.cut && !cut && (
        <p className="text-sm text-muted">The first rows and columns are shown. Download it to read all.</p>
      )}
    </>
  );
}
