import type { DraftProblem } from "@/lib/assessment/draft-problems";
import { isPlace, type DraftNode, type DraftTree } from "@/lib/assessment/draft-tree";

export interface NodeProblems {
  all: { key: string | null; message: string }[];
  byNode: ReadonlyMap<string, string[]>;
  /** How many a node has, with all below it. */
  counts: ReadonlyMap<string, number>;
}

/** Problems by the nodes that have them. */
export function countProblems(tree: DraftTree, problems: readonly DraftProblem[]): NodeProblems {
  const byCode = new Map<string, string>();
  const learn = (node: DraftNode) => {
    if (isPlace(node)) node.children.forEach(learn);
    else byCode.set(node.question.code, node.key);
  };
  tree.forEach(learn);
  const byNode = new Map<string, string[]>();
  const all = problems.map(({ at, message }) => {
    const key =
      at === null ? null : (("question" in at ? byCode.get(at.question) : placeAt(tree, at.place)?.key) ?? null);
    if (key) byNode.set(key, [...(byNode.get(key) ?? []), message]);
    return { key, message };
  });
  const counts = new Map<string, number>();
  const count = (node: DraftNode): number => {
    const own = byNode.get(node.key)?.length ?? 0;
    const total = isPlace(node) ? node.children.reduce((sum, child) => sum + count(child), own) : own;
    if (total > 0) counts.set(node.key, total);
    return total;
  };
  tree.forEach(count);
  return { all, byNode, counts };
}

const placeAt = (nodes: readonly DraftNode[], [first = 0, ...rest]: number[]): DraftNode | undefined => {
  const place = nodes.filter(isPlace)[first];
  return place && rest.length > 0 ? placeAt(place.children, rest) : place;
};
