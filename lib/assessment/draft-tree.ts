import type { DocumentQuestion, QuestionnaireDocument } from "./import/document";
import { newQuestion, unused } from "./import/build";

/*
 * A draft as its editor holds it: nodes with keys that stay while they move. Pure; every function returns a new tree and
 * leaves the given one, so that undoing is keeping it.
 */

export type PlaceKind = "section" | "dimension" | "subdimension";
export type NodeKind = PlaceKind | "question";

interface Branch {
  key: string;
  code: string;
  title: string;
  description: string;
  /** Of a dimension: its questions, then its subdimensions. */
  children: DraftNode[];
}
export type PlaceNode = Branch & { kind: PlaceKind };
export type QuestionNode = { key: string; kind: "question"; question: DocumentQuestion };
export type DraftNode = PlaceNode | QuestionNode;
export type DraftTree = PlaceNode[];

/** What of a questionnaire is not its tree. */
export type About = Omit<QuestionnaireDocument, "sections">;

let made = 0;
const newKey = () => `n${(made += 1)}`;

export const isPlace = (node: DraftNode): node is PlaceNode => node.kind !== "question";
export const nameOf = (node: DraftNode) => (isPlace(node) ? node.title : node.question.text);

/** What may stand in what: the kinds of a node's children, in the order they stand. */
export const childKinds: Record<PlaceKind, NodeKind[]> = {
  section: ["dimension"],
  dimension: ["question", "subdimension"],
  subdimension: ["question"],
};

const questionNode = (question: DocumentQuestion): QuestionNode => ({ key: newKey(), kind: "question", question });

export function toTree({ sections }: Pick<QuestionnaireDocument, "sections">): DraftTree {
  const place = (
    kind: PlaceKind,
    { code, title, description }: Omit<Branch, "key" | "children">,
    children: DraftNode[],
  ): PlaceNode => ({ key: newKey(), kind, code, title, description, children });
  return sections.map((section) =>
    place(
      "section",
      section,
      section.dimensions.map((dimension) =>
        place("dimension", dimension, [
          ...dimension.questions.map(questionNode),
          ...dimension.subdimensions.map((below) => place("subdimension", below, below.questions.map(questionNode))),
        ]),
      ),
    ),
  );
}

const placesIn = ({ children }: PlaceNode) => children.filter(isPlace);
const questionsIn = ({ children }: PlaceNode) => children.flatMap((node) => (isPlace(node) ? [] : [node.question]));
const wordsOf = ({ code, title, description }: PlaceNode) => ({ code, title, description });

export const toDocument = (about: About, tree: DraftTree): QuestionnaireDocument => ({
  ...about,
  sections: tree.map((section) => ({
    ...wordsOf(section),
    dimensions: placesIn(section).map((dimension) => ({
      ...wordsOf(dimension),
      questions: questionsIn(dimension),
      subdimensions: placesIn(dimension).map((below) => ({ ...wordsOf(below), questions: questionsIn(below) })),
    })),
  })),
});

/** Where a node stands: the places above it, the outermost first, and its place among its siblings. */
export interface Position {
  node: DraftNode;
  above: PlaceNode[];
  index: number;
}

export function find(tree: readonly DraftNode[], key: string, above: PlaceNode[] = []): Position | undefined {
  for (const [index, node] of tree.entries()) {
    if (node.key === key) return { node, above, index };
    const below = isPlace(node) ? find(node.children, key, [...above, node]) : undefined;
    if (below) return below;
  }
  return undefined;
}

export const questionNodes = (nodes: readonly DraftNode[]): QuestionNode[] =>
  nodes.flatMap((node) => (isPlace(node) ? questionNodes(node.children) : [node]));

/** The tree with the children of one place (null: the sections) changed. */
function withChildren(
  tree: DraftTree,
  parent: string | null,
  change: (children: DraftNode[]) => DraftNode[],
): DraftTree {
  if (parent === null) return change(tree) as DraftTree;
  const through = (nodes: readonly DraftNode[]): DraftNode[] =>
    nodes.map((node) => {
      if (!isPlace(node)) return node;
      if (node.key === parent) return { ...node, children: change(node.children) };
      const children = through(node.children);
      return children.some((child, at) => child !== node.children[at]) ? { ...node, children } : node;
    });
  return through(tree) as DraftTree;
}

export const parentOf = ({ above }: Position): string | null => above.at(-1)?.key ?? null;

/** The tree with one node changed. */
export function change<Node extends DraftNode>(tree: DraftTree, key: string, changed: Partial<Node>): DraftTree {
  const position = find(tree, key);
  if (!position) return tree;
  return withChildren(tree, parentOf(position), (nodes) =>
    nodes.map((node) => (node.key === key ? ({ ...node, ...changed } as DraftNode) : node)),
  );
}

export function remove(tree: DraftTree, key: string): DraftTree {
  const position = find(tree, key);
  if (!position) return tree;
  return withChildren(tree, parentOf(position), (nodes) => nodes.filter((node) => node.key !== key));
}

/** Puts a node into a place (null: among the sections) at an index; of a dimension, questions stay before subdimensions. */
export function insert(tree: DraftTree, parent: string | null, index: number, node: DraftNode): DraftTree {
  return withChildren(tree, parent, (nodes) => {
    const questions = nodes.filter(({ kind }) => kind === "question").length;
    const at = node.kind === "question" ? Math.min(index, questions) : Math.max(index, questions);
    return [...nodes.slice(0, at), node, ...nodes.slice(at)];
  });
}

/** A new place or question, with a code that no other has. */
export function newNode(tree: DraftTree, kind: NodeKind): DraftNode {
  if (kind !== "question") return { key: newKey(), kind, code: "", title: "", description: "", children: [] };
  const taken = new Set(questionNodes(tree).map(({ question }) => question.code));
  return questionNode(newQuestion({ code: unused(`Q${taken.size + 1}`, taken), text: "" }));
}

/** Moves a node into a place, to an index counted as if it had been taken out before. */
export function moveTo(tree: DraftTree, key: string, parent: string | null, index: number): DraftTree {
  const position = find(tree, key);
  if (!position || !holds(tree, parent, position.node)) return tree;
  return insert(remove(tree, key), parent, index, position.node);
}

/** Whether a node may stand in a place. */
function holds(tree: DraftTree, parent: string | null, { kind }: DraftNode): boolean {
  if (parent === null) return kind === "section";
  const place = find(tree, parent)?.node;
  return place !== undefined && isPlace(place) && childKinds[place.kind].includes(kind);
}

/** The places a node may stand in, in order, with the titles above each. */
export function homesOf(tree: DraftTree, kind: NodeKind): { key: string; titles: string[] }[] {
  const walk = (nodes: readonly DraftNode[], above: string[]): { key: string; titles: string[] }[] =>
    nodes.flatMap((node) => {
      if (!isPlace(node)) return [];
      const titles = [...above, node.title];
      return [
        ...(childKinds[node.kind].includes(kind) ? [{ key: node.key, titles }] : []),
        ...walk(node.children, titles),
      ];
    });
  return walk(tree, []);
}

/** One step up or down among its siblings, and at their end into the next place that may have it. */
export function step(tree: DraftTree, key: string, by: -1 | 1): DraftTree {
  const position = find(tree, key);
  if (!position) return tree;
  const { node, above, index } = position;
  const siblings = above.at(-1)?.children ?? tree;
  if (siblings[index + by]?.kind === node.kind) return moveTo(tree, key, parentOf(position), index + by);
  const homes = homesOf(tree, node.kind);
  const next = homes[homes.findIndex((home) => home.key === parentOf(position)) + by];
  if (!next) return tree;
  return moveTo(tree, key, next.key, by > 0 ? 0 : Number.MAX_SAFE_INTEGER);
}

/** Gives a question another code, and says it wherever the old one is named. */
export function recode(tree: DraftTree, key: string, code: string): DraftTree {
  const node = find(tree, key)?.node;
  if (!node || isPlace(node)) return tree;
  const old = node.question.code;
  return mapQuestions(tree, (question) => {
    const { condition, depends_on } = question;
    const named = condition?.question === old || depends_on.includes(old);
    if (question.code !== old && !named) return question;
    return {
      ...question,
      code: question.code === old ? code : question.code,
      condition: condition?.question === old ? { ...condition, question: code } : condition,
      depends_on: depends_on.map((other) => (other === old ? code : other)),
    };
  });
}

/**
 * Gives a question its options in another order or number; `from` says where each stood before (null: nowhere). Conditions
 * that name options go with them.
 */
export function arrangeOptions(
  tree: DraftTree,
  key: string,
  options: DocumentQuestion["options"],
  from: readonly (number | null)[],
): DraftTree {
  const node = find(tree, key)?.node;
  if (!node || isPlace(node)) return tree;
  const { code } = node.question;
  return mapQuestions(tree, (question) => {
    if (question.code === code) return { ...question, options };
    const { condition } = question;
    if (condition?.question !== code) return question;
    const moved = condition.options.flatMap((position) => {
      const at = from.indexOf(position - 1);
      return at < 0 ? [] : [at + 1];
    });
    // With none of its options left it stays as it was, and is said to be wrong.
    return moved.length > 0
      ? { ...question, condition: { ...condition, options: moved.sort((a, b) => a - b) } }
      : question;
  });
}

function mapQuestions(tree: DraftTree, map: (question: DocumentQuestion) => DocumentQuestion): DraftTree {
  const through = (nodes: readonly DraftNode[]): DraftNode[] =>
    nodes.map((node) => {
      if (isPlace(node)) {
        const children = through(node.children);
        return children.some((child, at) => child !== node.children[at]) ? { ...node, children } : node;
      }
      const question = map(node.question);
      return question === node.question ? node : { ...node, question };
    });
  return through(tree) as DraftTree;
}
