"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { homesOf, type DraftNode, type DraftTree } from "@/lib/assessment/draft-tree";
import { called } from "./tree-row";

/** Asks where a node should go: for those who neither drag nor want to step through a hundred questions. */
export function MoveDialog({
  tree,
  node,
  home,
  onMove,
  onClose,
}: {
  tree: DraftTree;
  node: DraftNode;
  /** Where it stands now. */
  home: string;
  onMove: (parent: string) => void;
  onClose: () => void;
}) {
  const [parent, setParent] = useState(home);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Move “${called(node)}”`}
      description="It goes to the end of the place you choose."
      confirmLabel="Move"
      disabled={parent === home}
      onConfirm={() => onMove(parent)}
    >
      <Field label="To">
        <Select value={parent} onChange={(event) => setParent(event.target.value)}>
          {homesOf(tree, node.kind).map(({ key, titles }) => (
            <option key={key} value={key}>
              {titles.map((title) => title || "Untitled").join(" / ")}
            </option>
          ))}
        </Select>
      </Field>
    </ConfirmDialog>
  );
}
