"use client";

import { useRouter } from "next/navigation";
import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import { EmptyState } from "@/components/ui/states";
import { draftProblems } from "@/lib/assessment/draft-problems";
import {
  find,
  questionNodes,
  toDocument,
  type About,
  type DraftNode,
  type DraftTree,
} from "@/lib/assessment/draft-tree";
import { AboutForm } from "./about-form";
import { MoveDialog } from "./move-dialog";
import { NodeForm } from "./node-form";
import { countProblems, type NodeProblems } from "./node-problems";
import { PublishDraft } from "./publish-draft";
import { SaveStatus, SaveTrouble } from "./save-status";
import { Branches } from "./tree-view";
import { useDraft, type Loaded } from "./use-draft";
import { useTreeActions } from "./use-tree-actions";

/** A draft's tree beside what is chosen in it; everything saves itself. */
export function Editor({ loaded }: { loaded: Loaded }) {
  const { about, tree, saver, state, setTree, setAbout, kept, restore, forgetKept } = useDraft(loaded);
  const { actions, selected, open, moving, target, news } = useTreeActions(tree, setTree);
  const router = useRouter();
  const form = useRef<HTMLDivElement>(null);
  const chosen = selected ? find(tree, selected) : undefined;
  const problems = useProblems(about, tree);
  const treeState = useMemo(
    () => ({ open, selected: chosen?.node.key ?? null, problems: problems.counts, target }),
    [open, chosen?.node.key, problems, target],
  );
  useEffect(() => {
    // On a phone the form stands below the tree.
    if (selected && matchMedia("(max-width: 63.99rem)").matches) form.current?.scrollIntoView({ block: "start" });
  }, [selected]);

  /** The preview shows what is saved. */
  async function preview() {
    if (await saver.settle()) router.push(`/admin/questionnaires/${loaded.id}/preview`);
  }

  const moved: DraftNode | undefined = moving ? find(tree, moving)?.node : undefined;
  const count = questionNodes(tree).length;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SaveStatus state={state} />
        <span className="text-sm text-muted tabular-nums">
          {count} {count === 1 ? "question" : "questions"}
        </span>
        <span className="flex-1" />
        <Button icon="eye" onClick={preview}>
          Preview
        </Button>
        <PublishDraft
          id={loaded.id}
          named={`${about.title} ${about.version}`}
          saver={saver}
          problems={problems.all}
          onShow={(key) => actions.reveal(key)}
        />
      </div>
      <SaveTrouble state={state} saver={saver} />
      {kept && (
        <Notice tone="warning">
          This browser has changes to the draft that did not reach the server.
          <span className="mt-2 flex flex-wrap gap-2">
            <Button size="sm" onClick={restore}>
              Restore them
            </Button>
            <Button size="sm" variant="ghost" onClick={forgetKept}>
              Discard them
            </Button>
          </span>
        </Notice>
      )}
      <p role="status" className="sr-only">
        {news}
      </p>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(18rem,24rem)_minmax(0,1fr)]">
        <Card padded={false} className="lg:sticky lg:top-16 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto">
          <nav aria-label="Contents" data-tree className="py-1">
            <button
              type="button"
              aria-current={!chosen || undefined}
              onClick={() => actions.reveal("")}
              className="flex min-h-8 w-full items-center px-3 py-1 text-start font-medium hover:bg-hover aria-[current]:bg-active max-sm:min-h-10"
            >
              The questionnaire
            </button>
            {tree.length === 0 ? (
              <EmptyState icon="layers" title="Nothing in it yet">
                Sections have dimensions, dimensions have questions.
              </EmptyState>
            ) : (
              <Branches nodes={tree} state={treeState} actions={actions} />
            )}
            <div className="p-2">
              <Button size="sm" icon="plus" onClick={actions.addSection}>
                Add section
              </Button>
            </div>
          </nav>
          <p className="border-t border-line px-3 py-2 text-xs text-muted max-sm:hidden">
            Drag to reorder, or press Alt with ↑ or ↓. Arrows move, open and close.
          </p>
        </Card>
        <div ref={form} className="min-w-0 scroll-mt-16">
          {chosen ? (
            <NodeForm
              key={chosen.node.key}
              tree={tree}
              position={chosen}
              problems={problems.byNode.get(chosen.node.key) ?? []}
              setTree={setTree}
              actions={actions}
            />
          ) : (
            <Card>
              <AboutForm about={about} onChange={setAbout} />
            </Card>
          )}
        </div>
      </div>
      {moved && (
        <MoveDialog
          key={moved.key}
          tree={tree}
          node={moved}
          home={find(tree, moved.key)!.above.at(-1)!.key}
          onMove={(parent) => actions.moveInto(moved.key, parent)}
          onClose={actions.closeMove}
        />
      )}
    </>
  );
}

/** What stands in the way of publishing, a moment after it was written. */
function useProblems(about: About, tree: DraftTree): NodeProblems {
  const settled = useDeferredValue(tree);
  const head = useDeferredValue(about);
  return useMemo(() => countProblems(settled, draftProblems(toDocument(head, settled))), [head, settled]);
}
