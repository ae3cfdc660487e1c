import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  arrangeOptions,
  find,
  insert,
  moveTo,
  nameOf,
  newNode,
  parentOf,
  questionNodes,
  recode,
  remove,
  step,
  toDocument,
  toTree,
  type About,
  type DraftTree,
} from "./draft-tree";
import { newDimension, newDocument, newOption, newQuestion, newSection } from "./import/build";
import { allQuestions, draftDocument } from "./import/document";

const asked = (code: string, rest: object = {}) =>
  newQuestion({
    code,
    text: `${code}?`,
    options: ["a", "b", "c"].map((text, score) => newOption(text, score)),
    ...rest,
  });

const below = (title: string, codes: string[]) => ({
  code: "",
  title,
  description: "",
  questions: codes.map((code) => asked(code)),
});
const { sections, ...about } = newDocument({
  slug: "own",
  title: "Own",
  version: "1",
  sections: [
    newSection("S1", {
      dimensions: [
        newDimension("D1", { questions: [asked("A"), asked("B")], subdimensions: [below("U1", ["C"])] }),
        newDimension("D2", {
          questions: [asked("D", { condition: { question: "A", match: "any", options: [1, 3] } })],
        }),
      ],
    }),
    newSection("S2", { dimensions: [newDimension("D3", { questions: [asked("E", { depends_on: ["A"] })] })] }),
  ],
});
const tree = toTree({ sections });
const keyOf = (name: string, nodes: DraftTree = tree): string => {
  const every = (list: DraftTree[number]["children"]): DraftTree[number]["children"] =>
    list.flatMap((node) => ["children" in node ? [node, ...every(node.children)] : [node]].flat());
  return every(nodes).find((node) => nameOf(node) === name || nameOf(node) === `${name}?`)!.key;
};
const order = (nodes: DraftTree) =>
  questionNodes(nodes)
    .map(({ question }) => question.code)
    .join("");
const homeOf = (name: string, nodes: DraftTree) => find(nodes, keyOf(name, nodes))!.above.at(-1)!.title;

describe("a draft's tree", () => {
  it("is the document, and the document it", () => {
    expect(toDocument(about as About, tree)).toEqual({ ...about, sections });
  });

  it("moves a node a step, at the end of its place into the next that may have it", () => {
    expect(order(step(tree, keyOf("B"), -1))).toBe("BACDE");
    const down = step(tree, keyOf("B"), 1);
    expect([order(down), homeOf("B", down)]).toEqual(["ABCDE", "U1"]);
    const up = step(tree, keyOf("E"), -1);
    expect([order(up), homeOf("E", up)]).toEqual(["ABCDE", "D2"]);
    expect(step(tree, keyOf("A"), -1)).toBe(tree);
    expect(order(step(tree, keyOf("D1"), 1))).toBe("DABCE");
    expect(homeOf("D2", step(tree, keyOf("D2"), 1))).toBe("S2");
    expect(order(step(tree, keyOf("S2"), -1))).toBe("EABCD");
  });

  it("puts nothing where it cannot stand", () => {
    expect(moveTo(tree, keyOf("A"), keyOf("S2"), 0)).toBe(tree);
    expect(moveTo(tree, keyOf("S1"), keyOf("S2"), 0)).toBe(tree);
    expect(moveTo(tree, keyOf("D1"), null, 0)).toBe(tree);
  });

  it("loses nothing however it is moved about", () => {
    const names = ["S1", "S2", "D1", "D2", "D3", "U1", "A", "B", "C", "D", "E"];
    const move = fc.tuple(
      fc.constantFrom(...names),
      fc.option(fc.constantFrom(...names)),
      fc.integer({ min: -1, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        let moved = tree;
        for (const [name, into, at] of moves) {
          const key = keyOf(name);
          if (into === null) moved = step(moved, key, at > 3 ? 1 : -1);
          else moved = moveTo(moved, key, keyOf(into), Math.max(0, at));
        }
        const document = toDocument(about as About, moved);
        expect(draftDocument.safeParse(document).success).toBe(true);
        expect(
          allQuestions(document)
            .map(({ code }) => code)
            .sort(),
        ).toEqual([..."ABCDE"]);
        expect(order(moved)).toBe(
          allQuestions(document)
            .map(({ code }) => code)
            .join(""),
        );
      }),
    );
  });

  it("puts back where it was what is removed", () => {
    for (const name of ["A", "C", "U1", "D1", "S1"]) {
      const position = find(tree, keyOf(name))!;
      const without = remove(tree, position.node.key);
      expect(order(without)).not.toBe(order(tree));
      expect(insert(without, parentOf(position), position.index, position.node)).toEqual(tree);
    }
  });

  it("adds questions under a code of their own", () => {
    const node = newNode(tree, "question");
    const more = insert(tree, keyOf("D1"), 99, node);
    expect(order(more)).toBe("ABQ6CDE");
    expect(order(insert(more, keyOf("D1"), 99, newNode(more, "question")))).toBe("ABQ6Q7CDE");
  });

  it("says a new code wherever the old one is named", () => {
    const [, , , d, e] = questionNodes(recode(tree, keyOf("A"), "Z"));
    expect(d!.question.condition?.question).toBe("Z");
    expect(e!.question.depends_on).toEqual(["Z"]);
  });

  it("keeps conditions with the options they name", () => {
    const [a, b, c] = questionNodes(tree)[0]!.question.options;
    const turned = arrangeOptions(tree, keyOf("A"), [c!, b!, a!], [2, 1, 0]);
    const condition = (nodes: DraftTree) => questionNodes(nodes)[3]!.question.condition!.options;
    expect(condition(turned)).toEqual([1, 3]);
    expect(condition(arrangeOptions(tree, keyOf("A"), [b!, a!], [1, 0]))).toEqual([2]);
    expect(condition(arrangeOptions(tree, keyOf("A"), [b!], [1]))).toEqual([1, 3]);
  });
});
