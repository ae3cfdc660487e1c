"use client";

import { useState, type DragEvent } from "react";
import { Count } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { ActionStatusBadge } from "@/components/status/action-status";
import { actionStatusWords } from "@/lib/assessment/action-words";
import { BoardCard } from "./board-card";
import type { BoardAction, Step } from "./board-moves";

const KIND = "application/x-securesphere-action";

/** A column of the board: takes cards that are dropped into it. */
export function BoardColumn({
  status,
  cards,
  find,
  onMove,
  onStep,
}: {
  status: BoardAction["status"];
  cards: BoardAction[];
  find: (id: number) => BoardAction | undefined;
  onMove: (action: BoardAction, status: BoardAction["status"], beforeId: number | null) => void;
  onStep: (action: BoardAction, step: Step) => void;
}) {
  /** Before which card a dragged one would fall; null: last; undefined: nothing is dragged over this column. */
  const [over, setOver] = useState<number | null>();

  function placeOf(event: DragEvent<HTMLElement>): number | null {
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>("li[data-card]")];
    const below = items.find((item) => {
      const { top, height } = item.getBoundingClientRect();
      return event.clientY < top + height / 2;
    });
    return below ? Number(below.dataset.card) : null;
  }

  function drop(event: DragEvent<HTMLElement>) {
    event.preventDefault();
    setOver(undefined);
    const action = find(Number(event.dataTransfer.getData(KIND)));
    const beforeId = placeOf(event);
    if (action && beforeId !== action.id) onMove(action, status, beforeId);
  }

  return (
    <section
      aria-label={actionStatusWords[status]}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(KIND)) return;
        event.preventDefault();
        setOver(placeOf(event));
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(undefined);
      }}
      onDrop={drop}
      className={cn(
        "flex min-h-24 flex-col gap-2 rounded-lg border border-line bg-subtle p-2",
        over !== undefined && "border-accent",
      )}
    >
      <h2 className="flex items-center justify-between gap-2 px-1 pt-1">
        <ActionStatusBadge status={status} plain />
        <Count value={cards.length} label={cards.length === 1 ? "action" : "actions"} />
      </h2>
      <ul aria-label={`${actionStatusWords[status]} actions`} className="flex flex-col gap-2">
        {cards.map((action, at) => (
          <li
            key={action.id}
            data-card={action.id}
            draggable={action.may.change}
            onDragStart={(event) => {
              event.dataTransfer.setData(KIND, String(action.id));
              event.dataTransfer.effectAllowed = "move";
            }}
            className={cn("rounded-md", over === action.id && "shadow-[0_-2px_0_0_var(--accent)]")}
          >
            <BoardCard
              action={action}
              first={at === 0}
              last={at === cards.length - 1}
              onMove={(to) => onMove(action, to, null)}
              onStep={(step) => onStep(action, step)}
            />
          </li>
        ))}
      </ul>
      {cards.length === 0 && <p className="px-1 pb-1 text-sm text-muted">None</p>}
    </section>
  );
}
