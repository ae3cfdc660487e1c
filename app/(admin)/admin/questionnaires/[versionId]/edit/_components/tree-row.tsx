"use client";

import type { DragEvent, KeyboardEvent } from "react";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { childKinds, isPlace, nameOf, type DraftNode, type NodeKind } from "@/lib/assessment/draft-tree";

export const kindWords: Record<NodeKind, string> = {
  section: "section",
  dimension: "dimension",
  subdimension: "subdimension",
  question: "question",
};

/** How a node is called in sentences. */
export const called = (node: DraftNode) =>
  nameOf(node) || (isPlace(node) ? `Untitled ${kindWords[node.kind]}` : node.question.code);

export type Drop = "before" | "into" | "after";

export interface RowActions {
  select: (key: string) => void;
  toggle: (key: string, open?: boolean) => void;
  step: (key: string, by: -1 | 1) => void;
  move: (key: string) => void;
  add: (parent: string, kind: NodeKind) => void;
  copy: (key: string) => void;
  remove: (key: string) => void;
  drag: (key: string | null) => void;
  /** Where what is dragged would go, over this row; undefined where it cannot. */
  over: (node: DraftNode, part: number) => Drop | undefined;
  drop: (node: DraftNode, where: Drop) => void;
}

/** One node of the tree: chosen by its name, opened by its arrow, moved by drag, by keys or from its menu. */
export function TreeRow({
  node,
  depth,
  open,
  selected,
  problems,
  target,
  actions,
}: {
  node: DraftNode;
  depth: number;
  open: boolean;
  selected: boolean;
  /** How many stand in the way of publishing, here and below. */
  problems: number;
  /** Where what is being dragged would go. */
  target: Drop | undefined;
  actions: RowActions;
}) {
  const { key } = node;
  const name = called(node);
  const place = isPlace(node);

  function onKeyDown(event: KeyboardEvent) {
    const { key: pressed, altKey } = event;
    if (altKey && (pressed === "ArrowUp" || pressed === "ArrowDown")) actions.step(key, pressed === "ArrowUp" ? -1 : 1);
    else if (altKey || event.ctrlKey || event.metaKey) return;
    else if (pressed === "ArrowUp" || pressed === "ArrowDown")
      focusBeside(event.currentTarget, pressed === "ArrowUp" ? -1 : 1);
    else if (place && pressed === "ArrowRight" && !open) actions.toggle(key, true);
    else if (place && pressed === "ArrowLeft" && open) actions.toggle(key, false);
    else if (pressed === "Delete") actions.remove(key);
    else return;
    event.preventDefault();
  }

  function onDragOver(event: DragEvent) {
    const box = event.currentTarget.getBoundingClientRect();
    if (actions.over(node, (event.clientY - box.top) / box.height)) event.preventDefault();
  }

  return (
    <div
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", name);
        event.dataTransfer.effectAllowed = "move";
        actions.drag(key);
      }}
      onDragEnd={() => actions.drag(null)}
      onDragOver={onDragOver}
      onDrop={(event) => {
        event.preventDefault();
        if (target) actions.drop(node, target);
      }}
      className={cn(
        "group flex items-center border-y-2 border-transparent pe-1",
        selected ? "bg-active" : "hover:bg-hover",
        target === "before" && "border-t-accent",
        target === "after" && "border-b-accent",
        target === "into" && "bg-accent-soft",
      )}
    >
      <span aria-hidden className={cn("shrink-0", ["w-1", "w-4", "w-8", "w-12"][depth])} />
      {place ? (
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={open}
          aria-label={`${open ? "Close" : "Open"} ${name}`}
          onClick={() => actions.toggle(key)}
          className="flex size-7 shrink-0 items-center justify-center rounded-sm text-muted"
        >
          <Icon name={open ? "chevron-down" : "chevron-right"} size={14} />
        </button>
      ) : (
        <span aria-hidden className="w-2 shrink-0" />
      )}
      <button
        type="button"
        data-row={key}
        aria-current={selected || undefined}
        onClick={() => actions.select(key)}
        onKeyDown={onKeyDown}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-sm py-1 text-start max-sm:min-h-10"
      >
        {!place && (
          <span className="max-w-24 shrink-0 truncate font-mono text-xs text-muted">{node.question.code}</span>
        )}
        <span
          className={cn(
            "min-w-0 flex-1 truncate",
            node.kind === "section" && "font-medium",
            !nameOf(node) && "text-muted italic",
          )}
        >
          {nameOf(node) || (place ? name : "No text yet")}
        </span>
        {!place && node.question.condition && <Icon name="filter" size={13} className="shrink-0 text-muted" />}
        {problems > 0 && (
          <span className="flex shrink-0 items-center gap-1 text-xs font-medium text-warning tabular-nums">
            <Icon name="warning" size={13} />
            {place && problems}
            <span className="sr-only">{problems === 1 ? "problem" : "problems"}</span>
          </span>
        )}
      </button>
      <Menu trigger={<IconButton icon="more" size="sm" label={`Actions for ${name}`} className="max-sm:size-10" />}>
        {place &&
          childKinds[node.kind].map((kind) => (
            <MenuItem key={kind} icon="plus" onSelect={() => actions.add(key, kind)}>
              Add {kindWords[kind]}
            </MenuItem>
          ))}
        {place && <MenuSeparator />}
        <MenuItem icon="arrow-up" onSelect={() => actions.step(key, -1)}>
          Move up
        </MenuItem>
        <MenuItem icon="arrow-down" onSelect={() => actions.step(key, 1)}>
          Move down
        </MenuItem>
        {node.kind !== "section" && (
          <MenuItem icon="arrow-right" onSelect={() => actions.move(key)}>
            Move to…
          </MenuItem>
        )}
        {!place && (
          <MenuItem icon="copy" onSelect={() => actions.copy(key)}>
            Copy
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon="trash" danger onSelect={() => actions.remove(key)}>
          Delete
        </MenuItem>
      </Menu>
    </div>
  );
}

/** Moves the focus to the row above or below, whichever part of the tree it belongs to. */
function focusBeside(row: EventTarget & Element, by: -1 | 1) {
  const rows = [...(row.closest("[data-tree]")?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  rows[rows.indexOf(row as HTMLElement) + by]?.focus();
}
