"use client";

import { memo } from "react";
import { isPlace, type DraftNode } from "@/lib/assessment/draft-tree";
import { TreeRow, type Drop, type RowActions } from "./tree-row";

export interface TreeState {
  open: ReadonlySet<string>;
  selected: string | null;
  problems: ReadonlyMap<string, number>;
  target: { key: string; where: Drop } | null;
}

/** Nodes and what is open below them; what is closed is not there, since there may be thousands. */
export const Branches = memo(function Branches({
  nodes,
  depth = 0,
  state,
  actions,
}: {
  nodes: readonly DraftNode[];
  depth?: number;
  state: TreeState;
  actions: RowActions;
}) {
  return (
    <ul>
      {nodes.map((node) => {
        const open = isPlace(node) && state.open.has(node.key);
        return (
          <li key={node.key}>
            <TreeRow
              node={node}
              depth={depth}
              open={open}
              selected={state.selected === node.key}
              problems={state.problems.get(node.key) ?? 0}
              target={state.target?.key === node.key ? state.target.where : undefined}
              actions={actions}
            />
            {open && isPlace(node) && node.children.length > 0 && (
              <Branches nodes={node.children} depth={depth + 1} state={state} actions={actions} />
            )}
          </li>
        );
      })}
    </ul>
  );
});
