import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileExpression, placesOf, problemWith } from "./regex";
import { LiteralFilter, literalsOf } from "./regex-literals";

describe("texts that every match has one of in it", () => {
  it.each([
    ["\\bgram\\d+", ["gram"]],
    ["snows? in stock", [" in stock"]],
    ["snow|ice", ["snow", "ice"]],
    ["(snow|ice) gram", [" gram"]],
    ["(snow|ice)\\P{L}.{0,40}(\\d ?g|menu)", ["snow", "ice"]],
    ["(❄️?|🍬)\\P{L}.*(\\d ?g|menu)", ["❄", "🍬"]],
    ["[abc]market{2}", ["market"]],
    ["(Снег|соль|мук(?:а|у))!", ["снег", "соль", "мук"]],
    ["SNOW", ["snow"]],
  ])("%s", (source, literals) => {
    expect(literalsOf(source)).toEqual(literals);
  });

  it.each([
    "snow|\\d",
    "(snow)?",
    "(snow|)!",
    "ab",
    "\\x{41}bcd",
    "(?i)snow",
    "\\Qa|b\\E",
    "(?P<a>snow)|ice",
    "[[:alpha:]]snow",
  ])("%s: none is certain", (source) => {
    expect(literalsOf(source)).toBeUndefined();
  });

  const piece = fc.oneof(
    fc.constantFrom(
      "s",
      "S",
      "ſ",
      "k",
      "\u212a",
      "σ",
      "ς",
      "Σ",
      "ß",
      "ẞ",
      "🍬",
      "❄",
      "\ufe0f",
      "й",
      " ",
      "1",
      "в",
      "\u1c80",
      "𐐀",
      "𐐨",
    ),
    fc.constantFrom(".", "\\d", "\\P{L}", "\\pL", "[a-k\\]]", "[^s]", "\\.", "\\b", "^"),
  );
  const quantified = (atom: fc.Arbitrary<string>) =>
    fc
      .tuple(atom, fc.constantFrom("", "", "", "", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}?"))
      .map((both) => both.join(""));
  const sequenceOf = (atom: fc.Arbitrary<string>) =>
    fc.array(quantified(atom), { minLength: 1, maxLength: 5 }).map((all) => all.join(""));
  const alternativesOf = (atom: fc.Arbitrary<string>) =>
    fc.array(sequenceOf(atom), { minLength: 1, maxLength: 3 }).map((all) => all.join("|"));
  const group = alternativesOf(piece).map((inner) => `(${inner})`);
  const expression = alternativesOf(fc.oneof({ weight: 5, arbitrary: piece }, { weight: 1, arbitrary: group }));

  it("passes over no text that the expression matches, in whatever case", () => {
    const signs = fc.array(fc.constantFrom(..."sSſk\u212aσςΣßẞ🍬❄\ufe0fй 1вВ\u1c80𐐀𐐨.ab"), { maxLength: 6 });
    const cases = fc.array(fc.constantFrom(true, false), { minLength: 1, maxLength: 8 });
    let matched = 0;
    fc.assert(
      fc.property(expression, signs, signs, cases, fc.boolean(), (source, before, after, capitals, caseSensitive) => {
        const literals = literalsOf(source);
        fc.pre(literals !== undefined && problemWith(source) === undefined);
        const said = [...source.replace(/\\.L?|\{.*?\}|[()?*+^.]/g, "")].map((sign, at) =>
          capitals[at % capitals.length] ? sign.toUpperCase() : sign,
        );
        const text = [...before, ...said, ...after].join("");
        if (placesOf(compileExpression(source, { caseSensitive }), text).length === 0) return;
        matched++;
        expect(new LiteralFilter([literals]).possible(text)).toEqual(new Set([0]));
      }),
      { numRuns: 1_500 },
    );
    expect(matched).toBeGreaterThan(20);
  });
});

it("tells several expressions apart, and never passes over one of which nothing is certain", () => {
  const filter = new LiteralFilter([["snow"], undefined, ["ice", "snow"]]);
  expect([...filter.possible("no")]).toEqual([1]);
  expect([...filter.possible("ICE")].sort()).toEqual([1, 2]);
  expect([...filter.possible("the Snow of KİEV")].sort()).toEqual([0, 1, 2]);
});
