import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newDimension, newDocument, newOption, newQuestion, newSection } from "./import/build";
import type { DocumentQuestion } from "./import/document";
import { versionChanges } from "./version-changes";

const asked = (code: string, rest: Partial<DocumentQuestion> = {}) =>
  newQuestion({ code, text: `${code}?`, options: [newOption("No", 0), newOption("Yes", 5)], ...rest });
const version = (...dimensions: DocumentQuestion[][]) =>
  newDocument({
    slug: "own",
    title: "Own",
    version: "1",
    sections: [
      newSection("S", { dimensions: dimensions.map((questions, index) => newDimension(`D${index}`, { questions })) }),
    ],
  });
const codes = (list: { code: string }[]) => list.map(({ code }) => code).join("");

describe("what a version changes", () => {
  it("is nothing where nothing is different", () => {
    const same = version([asked("A"), asked("B")]);
    expect(versionChanges(same, structuredClone(same))).toEqual({
      about: [],
      added: [],
      removed: [],
      changed: [],
      unchanged: 2,
    });
  });

  it("is told by code, and by text where the code is gone", () => {
    const before = version([asked("A"), asked("B"), asked("C")]);
    const after = version([asked("A", { text: "Another?" }), asked("Z", { text: "B?" }), asked("N")]);
    const changes = versionChanges(before, after);
    expect([codes(changes.added), codes(changes.removed), changes.unchanged]).toEqual(["N", "C", 0]);
    expect(changes.changed).toEqual([
      {
        code: "A",
        text: "Another?",
        place: ["S", "D0"],
        changes: [{ aspect: "text", before: "A?", after: "Another?" }],
      },
      { code: "Z", text: "B?", place: ["S", "D0"], changes: [{ aspect: "code", before: "B", after: "Z" }] },
    ]);
  });

  it("does not say of a condition that it changed where only the code it names did", () => {
    const condition = (question: string) => ({ question, match: "any" as const, options: [1] });
    const before = version([asked("A"), asked("B", { condition: condition("A"), depends_on: ["A"] })]);
    const after = version([asked("Z", { text: "A?" }), asked("B", { condition: condition("Z"), depends_on: ["Z"] })]);
    expect(codes(versionChanges(before, after).changed)).toBe("Z");
  });

  it("names what of a question is different", () => {
    const after = asked("A", {
      type: "options",
      weight: 2,
      evidence_required: true,
      level: 3,
      meaning: "More.",
      options: [newOption("Yes", 5)],
    });
    const [changed] = versionChanges(version([asked("A")]), version([after])).changed;
    expect(changed!.changes.map(({ aspect }) => aspect)).toEqual([
      "type",
      "options",
      "weight",
      "evidence",
      "level",
      "help",
    ]);
  });

  it("says of the fewest questions that they were moved", () => {
    const [a, b, c, d] = ["A", "B", "C", "D"].map((code) => asked(code));
    const moved = versionChanges(version([a!, b!, c!, d!]), version([d!, a!, b!, c!])).changed;
    expect(moved.map(({ code, changes }) => [code, changes[0]!.aspect])).toEqual([["D", "order"]]);
    const elsewhere = versionChanges(version([a!, b!], [c!]), version([a!], [b!, c!])).changed;
    expect(elsewhere.map(({ code, changes }) => [code, changes[0]!.after])).toEqual([["B", "S / D1"]]);
  });

  it("accounts for every question of both versions once", () => {
    const some = fc.uniqueArray(
      fc.record({ code: fc.constantFrom(..."ABCDEFGH"), text: fc.constantFrom("a", "b", "c", "d", "e", "f") }),
      { selector: ({ code }) => code },
    );
    fc.assert(
      fc.property(some, some, (first, second) => {
        const make = (list: typeof first) => version(list.map(({ code, text }) => asked(code, { text })));
        const { added, removed, changed, unchanged } = versionChanges(make(first), make(second));
        expect(removed.length + changed.length + unchanged).toBe(first.length);
        expect(added.length + changed.length + unchanged).toBe(second.length);
        const known = new Set(first.map(({ code }) => code));
        expect(added.some(({ code }) => known.has(code) && second.some((other) => other.code === code))).toBe(false);
      }),
    );
  });
});
