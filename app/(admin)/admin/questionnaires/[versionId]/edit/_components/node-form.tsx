"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/form-error";
import {
  arrangeOptions,
  change,
  childKinds,
  isPlace,
  questionNodes,
  recode,
  type DraftTree,
  type PlaceNode,
  type Position,
  type QuestionNode,
} from "@/lib/assessment/draft-tree";
import { LineField, ProseField } from "./fields";
import { QuestionForm } from "./question-form";
import { called, kindWords, type RowActions } from "./tree-row";

/** What is chosen in the tree, to be written. */
export function NodeForm({
  tree,
  position,
  problems,
  setTree,
  actions,
}: {
  tree: DraftTree;
  position: Position;
  problems: string[];
  setTree: (change: (tree: DraftTree) => DraftTree) => void;
  actions: RowActions;
}) {
  const { node, above } = position;
  const { key } = node;
  return (
    <Card className="flex flex-col gap-4">
      <div>
        <p className="truncate text-xs text-muted">{above.map(called).join(" / ")}</p>
        <h2 className="text-lg font-semibold first-letter:uppercase">{kindWords[node.kind]}</h2>
      </div>
      {problems.length > 0 && (
        <Notice tone="warning">
          <ul>
            {problems.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      {isPlace(node) ? (
        <PlaceForm
          place={node}
          onChange={(changed) => setTree((before) => change<PlaceNode>(before, key, changed))}
          actions={actions}
        />
      ) : (
        <QuestionForm
          question={node.question}
          earlier={earlierThan(tree, key)}
          codes={new Set(questionNodes(tree).map(({ question }) => question.code))}
          onChange={(changed) =>
            setTree((before) => {
              const now = questionNodes(before).find((other) => other.key === key);
              return now ? change<QuestionNode>(before, key, { question: { ...now.question, ...changed } }) : before;
            })
          }
          onCode={(code) => setTree((before) => recode(before, key, code))}
          onOptions={(options, from) => setTree((before) => arrangeOptions(before, key, options, from))}
        />
      )}
    </Card>
  );
}

/** Questions that can decide whether this one is asked. */
function earlierThan(tree: DraftTree, key: string) {
  const nodes = questionNodes(tree);
  const before = nodes.slice(
    0,
    nodes.findIndex((node) => node.key === key),
  );
  return before.flatMap(({ question }) => (question.options.length > 0 ? [question] : []));
}

function PlaceForm({
  place,
  onChange,
  actions,
}: {
  place: PlaceNode;
  onChange: (changed: Partial<PlaceNode>) => void;
  actions: RowActions;
}) {
  return (
    <>
      <LineField label="Title" value={place.title} onChange={(title) => onChange({ title })} />
      <LineField label="Code" most={120} value={place.code} onChange={(code) => onChange({ code })} />
      <ProseField label="Description" value={place.description} onChange={(description) => onChange({ description })} />
      <div className="flex flex-wrap gap-2">
        {childKinds[place.kind].map((kind) => (
          <Button key={kind} size="sm" icon="plus" onClick={() => actions.add(place.key, kind)}>
            Add {kindWords[kind]}
          </Button>
        ))}
      </div>
    </>
  );
}
