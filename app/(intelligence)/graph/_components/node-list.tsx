"use client";

import { useEffect, useId, useRef, type KeyboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import { Kbd } from "@/components/ui/kbd";
import type { GraphNode } from "@/lib/intelligence/graph/graph";
import { kindWords } from "./graph-place";
import { NodeShape } from "./graph-shapes";

/** All nodes as a list: arrows choose one, which the picture marks, Enter expands it, o opens its page. */
export function NodeList({
  nodes,
  selected,
  onSelect,
  onTurn,
  onOpen,
}: {
  nodes: readonly GraphNode[];
  selected: string;
  onSelect: (key: string) => void;
  onTurn: (key: string) => void;
  onOpen: (key: string) => void;
}) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const at = nodes.findIndex(({ key }) => key === selected);

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [selected]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: nodes.length - 1 };
    const next = nodes[to[event.key] ?? -1];
    if (next) onSelect(next.key);
    else if (event.key === "Enter") onTurn(selected);
    else if (event.key === "o") onOpen(selected);
    else if (!(event.key in to)) return;
    event.preventDefault();
  }

  return (
    <section aria-labelledby={`${id}-title`} className="flex flex-col gap-2">
      <h2 id={`${id}-title`} className="text-base font-semibold">
        Nodes
      </h2>
      <p id={`${id}-keys`} className="text-xs text-muted max-lg:hidden">
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> choose, <Kbd>Enter</Kbd> expands, <Kbd>o</Kbd> opens, <Kbd>t</Kbd> on the picture for
        a table
      </p>
      <ul
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-keys`}
        aria-activedescendant={`${id}-${selected}`}
        onKeyDown={onKeyDown}
        className="relative max-h-72 overflow-y-auto rounded-lg border border-line bg-surface"
      >
        {nodes.map((node) => (
          <li
            key={node.key}
            id={`${id}-${node.key}`}
            role="option"
            aria-selected={node.key === selected}
            onClick={() => onSelect(node.key)}
            onDoubleClick={() => onTurn(node.key)}
            className={cn(
              "flex cursor-pointer items-center gap-2 px-3 py-1.5 text-sm hover:bg-hover",
              node.key === selected && "bg-accent-soft text-accent-soft-fg hover:bg-accent-soft",
            )}
          >
            <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden className="shrink-0">
              <NodeShape kind={node.kind} size={5.5} />
            </svg>
            <span className="min-w-0 flex-1 truncate">{node.label}</span>
            <span className={cn("shrink-0 text-xs", node.key !== selected && "text-muted")}>
              <span className="sr-only">{kindWords[node.kind]}, </span>
              {node.expanded ? "expanded" : node.detail}
              {node.flagged && ", flagged"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
