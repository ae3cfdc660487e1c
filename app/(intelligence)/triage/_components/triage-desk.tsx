"use client";

import { useRef, useState } from "react";
import { focusedRow, useRowKeys } from "@/components/review/use-row-keys";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { DescribedDetection } from "@/lib/intelligence/detection";
import { HitRow } from "./hit-row";
import { useDecisions, type Verdict } from "./use-decisions";

const verdicts: { key: string; status: Verdict; label: string }[] = [
  { key: "c", status: "confirmed", label: "Confirm" },
  { key: "r", status: "false_positive", label: "Refuse" },
  { key: "e", status: "escalated", label: "Escalate" },
  { key: "i", status: "ignored", label: "Ignore" },
];

/** The queue: `j` and `k` (or `n` and `p`) walk, one key decides and goes on, `z` takes back. What was decided stays in its place, marked. */
export function TriageDesk({ detections }: { detections: DescribedDetection[] }) {
  const list = useRef<HTMLUListElement>(null);
  const { of, decide, undo } = useDecisions(detections);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());

  /** Decides what is ticked, or else the hit that has the focus, and goes to the next one. */
  function judge(status: Verdict) {
    if (chosen.size > 0) {
      decide([...chosen], status);
      setChosen(new Set());
      return;
    }
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const current = focusedRow(list.current) ?? rows[0];
    if (!current) return;
    decide([Number(current.dataset.id)], status);
    const next = rows[rows.indexOf(current) + 1] ?? current;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const walk = (by: 1 | -1) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const current = focusedRow(list.current);
    const at = current ? rows.indexOf(current) + by : 0;
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };

  useRowKeys(list, "Triage", [
    { key: "n", label: "Next hit", run: () => walk(1) },
    { key: "p", label: "Previous hit", run: () => walk(-1) },
    ...verdicts.map(({ key, status, label }) => ({
      key,
      label,
      // A key held down must not decide what nobody has seen yet.
      run: (event: KeyboardEvent) => {
        if (!event.repeat) judge(status);
      },
    })),
    { key: "x", label: "Tick for all at once", run: () => toggle(Number(focusedRow(list.current)?.dataset.id)) },
    { key: "z", label: "Take the last decision back", run: () => void undo() },
  ]);

  function toggle(id: number) {
    if (!id) return;
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  const all = chosen.size === detections.length;
  return (
    <Card padded={false}>
      <div className="sticky top-(--topbar-height) z-10 flex flex-wrap items-center gap-2 rounded-t-lg border-b border-line bg-surface px-4 py-2">
        <Button
          size="sm"
          variant="ghost"
          onClick={() => setChosen(all ? new Set() : new Set(detections.map(({ id }) => id)))}
        >
          {all ? "Tick none" : "Tick all"}
        </Button>
        <span className="text-sm text-muted" aria-live="polite">
          {chosen.size > 0 ? `${chosen.size} ticked` : "The hit with the focus"}
        </span>
        <span className="flex flex-wrap gap-1.5 sm:ml-auto">
          {verdicts.map(({ key, status, label }) => (
            <Button
              key={status}
              size="sm"
              variant={status === "confirmed" ? "primary" : "secondary"}
              onClick={() => judge(status)}
            >
              {label} <kbd className="ml-1 text-2xs opacity-70">{key}</kbd>
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={() => void undo()}>
            Undo <kbd className="ml-1 text-2xs opacity-70">z</kbd>
          </Button>
        </span>
      </div>
      <ul ref={list} aria-label="Hits" className="divide-y divide-line">
        {detections.map((detection) => (
          <HitRow
            key={detection.id}
            detection={detection}
            status={of(detection.id).status}
            ticked={chosen.has(detection.id)}
            onTick={() => toggle(detection.id)}
          />
        ))}
      </ul>
    </Card>
  );
}
