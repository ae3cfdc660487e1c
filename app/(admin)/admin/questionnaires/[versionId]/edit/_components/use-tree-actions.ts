"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { unused } from "@/lib/assessment/import/build";
import {
  childKinds,
  find,
  insert,
  isPlace,
  moveTo,
  newNode,
  parentOf,
  questionNodes,
  remove,
  step,
  type DraftNode,
  type DraftTree,
} from "@/lib/assessment/draft-tree";
import { called, kindWords, type Drop, type RowActions } from "./tree-row";

type SetTree = (change: (tree: DraftTree) => DraftTree) => void;

/** What can be done in the tree, what is chosen and open in it, and what is said about it to those who do not see it. */
export function useTreeActions(tree: DraftTree, setTree: SetTree) {
  const [selected, setSelected] = useState<string | null>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(tree.length === 1 ? [tree[0]!.key] : []));
  const [moving, setMoving] = useState<string | null>(null);
  const [target, setTarget] = useState<{ key: string; where: Drop } | null>(null);
  const [news, setNews] = useState("");
  const dragged = useRef<string | null>(null);
  const focus = useRef<string | null>(null);
  const current = useRef(tree);

  useEffect(() => {
    current.current = tree;
    // A row that was moved is a new one to the browser; the focus goes with it.
    if (focus.current) document.querySelector<HTMLElement>(`[data-row="${focus.current}"]`)?.focus();
    focus.current = null;
  }, [tree]);

  const actions = useMemo(() => {
    const reveal = (next: DraftTree, key: string) => {
      const position = find(next, key);
      if (position) setOpen((known) => new Set([...known, ...position.above.map((place) => place.key)]));
      return position;
    };
    /** Says where a node stands now. */
    const tell = (next: DraftTree, key: string) => {
      const position = reveal(next, key);
      if (!position) return;
      const { node, above, index } = position;
      const siblings = (above.at(-1)?.children ?? next).length;
      const parent = above.at(-1);
      setNews(`${called(node)} is now ${index + 1} of ${siblings}${parent ? ` in ${called(parent)}` : ""}`);
    };
    const apply = (key: string, change: (tree: DraftTree) => DraftTree) => {
      const next = change(current.current);
      if (next === current.current) return setNews("It cannot move further");
      focus.current = key;
      setTree(() => next);
      tell(next, key);
    };
    const put = (parent: string | null, index: number, node: DraftNode) => {
      const next = insert(current.current, parent, index, node);
      setTree(() => next);
      reveal(next, node.key);
      setSelected(node.key);
    };
    const rows: RowActions = {
      select: setSelected,
      toggle: (key, wanted) =>
        setOpen((known) => {
          const next = new Set(known);
          if (wanted ?? !next.has(key)) next.add(key);
          else next.delete(key);
          return next;
        }),
      step: (key, by) => apply(key, (before) => step(before, key, by)),
      move: setMoving,
      add: (parent, kind) => put(parent, Number.MAX_SAFE_INTEGER, newNode(current.current, kind)),
      copy: (key) => {
        const position = find(current.current, key);
        if (!position || isPlace(position.node)) return;
        const { question } = position.node;
        const taken = new Set(questionNodes(current.current).map((other) => other.question.code));
        const node = newNode(current.current, "question");
        const code = unused(question.code, taken);
        const text = `${question.text} (copy)`;
        put(parentOf(position), position.index + 1, {
          ...node,
          kind: "question",
          question: { ...question, code, text },
        });
      },
      remove: (key) => {
        const position = find(current.current, key);
        if (!position) return;
        const { node, above, index } = position;
        const parent = parentOf(position);
        const beside = (above.at(-1)?.children ?? current.current).filter((other) => other.key !== key);
        focus.current = (beside[index] ?? beside[index - 1] ?? above.at(-1))?.key ?? null;
        setTree((before) => remove(before, key));
        setSelected(null);
        setNews(`${called(node)} is deleted`);
        toast(`Deleted the ${kindWords[node.kind]} “${called(node)}”`, {
          action: { label: "Undo", onClick: () => put(parent, index, node) },
        });
      },
      drag: (key) => {
        dragged.current = key;
        setTarget(null);
      },
      over: (node, part) => {
        const from = dragged.current ? find(current.current, dragged.current)?.node : undefined;
        const where = from && from.key !== node.key ? dropOf(from, node, part) : undefined;
        setTarget((before) => {
          if (!where) return null;
          return before?.key === node.key && before.where === where ? before : { key: node.key, where };
        });
        return where;
      },
      drop: (node, where) => {
        const key = dragged.current;
        rows.drag(null);
        if (!key || find(current.current, key)?.above.some((place) => place.key === node.key && where !== "into"))
          return;
        apply(key, (before) => dropAt(before, key, node, where));
      },
    };
    return {
      ...rows,
      addSection: () => put(null, Number.MAX_SAFE_INTEGER, newNode(current.current, "section")),
      moveInto: (key: string, parent: string) =>
        apply(key, (before) => moveTo(before, key, parent, Number.MAX_SAFE_INTEGER)),
      closeMove: () => setMoving(null),
      reveal: (key: string) => {
        reveal(current.current, key);
        setSelected(key);
      },
    };
  }, [setTree]);

  return { actions, selected, open, moving, target, news };
}

/** Beside its like, or into what may have it. */
function dropOf(from: DraftNode, node: DraftNode, part: number): Drop | undefined {
  if (from.kind === node.kind) return part < 0.5 ? "before" : "after";
  return isPlace(node) && childKinds[node.kind].includes(from.kind) ? "into" : undefined;
}

function dropAt(tree: DraftTree, key: string, node: DraftNode, where: Drop): DraftTree {
  if (where === "into") return moveTo(tree, key, node.key, Number.MAX_SAFE_INTEGER);
  // Counted without what is moved.
  const position = find(remove(tree, key), node.key);
  return position ? moveTo(tree, key, parentOf(position), position.index + (where === "after" ? 1 : 0)) : tree;
}
