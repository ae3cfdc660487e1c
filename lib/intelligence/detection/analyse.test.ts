import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse, type Analysis, compileRules } from "./analyse";
import { foldTerm, readsAs } from "./fold";
import type { Rule } from "./rule";

let ids = 0;
const rule = (given: Partial<Rule> & { term: string }): Rule => ({
  id: ++ids,
  kind: "phrase",
  severity: "HIGH",
  category: "stimulants",
  weight: 0.6,
  aliases: [],
  terms: [],
  threshold: 1,
  caseSensitive: false,
  wholeWord: true,
  folded: true,
  fuzzy: 0,
  languages: [],
  sourceIds: [],
  negativeContext: [],
  contextWords: 6,
  ...given,
});
const found = (
  given: Partial<Rule> & { term: string },
  text: string,
  more: { sourceId?: number; language?: string } = {},
) => analyse(compileRules([rule(given)]), { text, sourceId: 1, ...more }).detections;
const matched = (given: Partial<Rule> & { term: string }, text: string) =>
  found(given, text).map(({ matched }) => matched);

describe("whole words", () => {
  test.each([
    ["tor", "The store confirmed delivery", []],
    ["tor", "use TOR, please", ["TOR"]],
    ["снег", "снегопад и снег", ["снег"]],
    ["मال", "मालिक", []],
    ["माल", "मालिक आया, माल लाया", ["माल"]],
    ["snow", "10g snow, snow100, #snow_white", ["snow", "snow", "snow"]],
    ["大麻", "我喜欢大麻和茶", ["大麻"]],
    ["кокаин*", "кокаином и кокаин", ["кокаином", "кокаин"]],
    ["crystal meth", "Crystal-meth, crystal  meth", ["Crystal-meth", "crystal  meth"]],
  ])("%s in %s", (term, text, wanted) => {
    expect(matched({ term }, text)).toEqual(wanted);
  });

  test("a part of a word counts where the rule asks for it, for less", () => {
    const [hit] = found({ term: "tor", wholeWord: false }, "store");
    expect(hit).toMatchObject({ matched: "tor", confidence: 0.5, found: "part" });
  });
});

describe("disguises", () => {
  test.each([
    ["cocaine", "c0ca1ne"],
    ["cocaine", "Сосаіnе"],
    ["cocaine", "c.o.c.a.i.n.e"],
    ["cocaine", "c o c a i n e"],
    ["cocaine", "𝐜𝐨𝐜𝐚𝐢𝐧𝐞"],
    ["cocaine", "cöcáine"],
    ["мефедрон", "мeфeдpoн"],
    ["pills", "p1lls"],
    ["pills", "pi11s"],
    ["snow", "5now"],
    ["snow", "$now"],
    ["snow", "❄️"],
    ["ёлка", "елка"],
  ])("%s as %s", (term, text) => {
    expect(matched({ term }, `see ${text}, ok`)).toEqual([text]);
    expect(matched({ term, folded: false }, `see ${text}, ok`)).toEqual([]);
  });

  test("invisible characters are seen through always", () => {
    expect(matched({ term: "cocaine", folded: false }, "co\u200bcaine")).toEqual(["co\u200bcaine"]);
  });

  test("whole words of another script are not read as this one", () => {
    expect(matched({ term: "npnbet" }, "привет")).toEqual([]);
    expect(matched({ term: "hot" }, "нот")).toEqual([]);
  });

  test("misspelt where asked, never in short words, and for less the more is wrong", () => {
    expect(matched({ term: "cocaine", fuzzy: 1 }, "pure cocane")).toEqual(["cocane"]);
    expect(matched({ term: "coke", fuzzy: 2 }, "a cake")).toEqual([]);
    expect(matched({ term: "crystal meth", fuzzy: 1 }, "crystl meth here")).toEqual(["crystl meth"]);
    expect(found({ term: "mephedrone", fuzzy: 2 }, "mephdron")[0]!.confidence).toBeLessThan(
      found({ term: "mephedrone", fuzzy: 2 }, "mephedron")[0]!.confidence,
    );
  });
});

describe("what applies", () => {
  test("case, where it matters", () => {
    expect(matched({ term: "ICE", caseSensitive: true, folded: false }, "ICE, ice, NICE")).toEqual(["ICE"]);
  });

  test("k of n terms, at their narrowest, surer with more of them", () => {
    const given = { term: "Trade", kind: "k_of_n" as const, terms: ["gram", "cash", "stash"], threshold: 2 };
    expect(matched(given, "cash. A long talk about this and that. One gram, cash on hand")).toEqual(["gram, cash"]);
    expect(found(given, "gram cash gram")[0]!.confidence).toBe(0.8);
    expect(found(given, "gram cash stash")[0]!.confidence).toBe(1);
    expect(matched(given, "gram gram")).toEqual([]);
  });

  test("expressions, at their places in the text as it is", () => {
    expect(matched({ term: "\\d+ ?(eur|€)", kind: "regex" }, "🔥 50 EUR or 20€")).toEqual(["50 EUR", "20€"]);
  });

  test("languages and sources, and a message of an unknown language everywhere", () => {
    expect(found({ term: "соль", languages: ["ru"] }, "соль", { language: "uk" })).toEqual([]);
    expect(found({ term: "соль", languages: ["ru"] }, "соль", { language: "ru" })).toHaveLength(1);
    expect(found({ term: "соль", languages: ["ru"] }, "соль")).toHaveLength(1);
    expect(found({ term: "snow", sourceIds: [7] }, "snow")).toEqual([]);
    expect(found({ term: "snow", sourceIds: [7] }, "snow", { sourceId: 7 })).toHaveLength(1);
  });

  test("a harmless context marks a match, near and as whole words only", () => {
    const given = { term: "cocaine", negativeContext: ["police seiz*"], contextWords: 3 };
    const negated = (text: string) => found(given, text).map(({ negated }) => negated);
    expect(negated("Police seized cocaine at the port")).toEqual([true]);
    expect(negated("police seized it all, but there is still cocaine")).toEqual([false]);
    expect(negated("the police like cocaine")).toEqual([false]);
  });
});

describe("risk", () => {
  const set = compileRules([
    rule({ term: "cocaine", weight: 0.7 }),
    rule({ term: "snow", weight: 0.5, category: "trade", negativeContext: ["ski*"] }),
    rule({ term: "gram", weight: 0.5, category: "trade" }),
  ]);
  const of = (text: string): Analysis => analyse(set, { text, sourceId: 1, language: "en" });

  test("is 100·(1 − ∏(1 − wc)), with what made it", () => {
    const { riskScore, riskLevel, components } = of("cocaine cocaine, snow, one gram");
    expect(riskScore).toBe(92.5);
    expect(riskLevel).toBe("CRITICAL");
    expect(components.categories.map(({ category, score }) => [category, score])).toEqual([
      ["trade", 75],
      ["stimulants", 70],
    ]);
    expect(components.categories[1]!.rules[0]).toMatchObject({ weight: 0.7, confidence: 1, matches: 2 });
  });

  test("is nothing, not low, where nothing hits or all is harmless", () => {
    expect(of("good morning")).toMatchObject({ riskScore: null, riskLevel: null, confidence: null, sentiment: null });
    const skiing = of("snow for skiing");
    expect(skiing).toMatchObject({ riskScore: null, riskLevel: null, keywords: [] });
    expect(skiing.detections).toHaveLength(1);
    expect(skiing.components.negated).toHaveLength(1);
  });

  test("mood is shown and counts for nothing", () => {
    const [glad, sad] = [of("wonderful happy cocaine"), of("horrible sad cocaine")];
    expect(glad.sentiment).toBeGreaterThan(0);
    expect(sad.sentiment).toBeLessThan(0);
    expect(glad.riskScore).toBe(sad.riskScore);
  });
});

describe("offsets", () => {
  const terms = ["cocaine", "crystal meth", "мефедрон", "snow", "ganja"];
  const disguise = (term: string, how: number) =>
    [...term]
      .map(
        (letter, at) =>
          ((how >> at) & 1 && { o: "0", e: "é", a: "а", с: "c", s: "𝐬", n: "n\u0301", w: "w\u200d" }[letter]) || letter,
      )
      .join("");

  test("the piece a highlight marks reads as the term, whatever stands around it and however it is disguised", () => {
    const set = compileRules(terms.map((term) => rule({ term })));
    const noise = fc.string({ unit: "grapheme", maxLength: 20 });
    const property = fc.property(
      noise,
      fc.constantFrom(...terms),
      fc.nat(65_535),
      noise,
      (before, term, how, after) => {
        const text = `${before} ${disguise(term, how)} ${after}`;
        const { detections } = analyse(set, { text, sourceId: 1, language: "en" });
        expect(detections.some(({ start }) => start === before.length + 1)).toBe(true);
        for (const { start, end, matched } of detections) {
          expect(text.slice(start, end)).toBe(matched);
          expect(readsAs(matched)).toEqual(
            expect.arrayContaining([expect.toSatisfy((read: string) => terms.some((one) => foldTerm(one) === read))]),
          );
        }
      },
    );
    fc.assert(property, { numRuns: 400 });
  });

  test("no text breaks it, and every place lies in the text", () => {
    const set = compileRules([
      rule({ term: "a", wholeWord: false, fuzzy: 2 }),
      rule({ term: "[a-f]+", kind: "regex" }),
      rule({ term: "0❄" }),
    ]);
    const property = fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
      for (const { start, end, matched } of analyse(set, { text, sourceId: 1 }).detections) {
        expect(start).toBeLessThan(end);
        expect(text.slice(start, end)).toBe(matched);
      }
    });
    fc.assert(property, { numRuns: 150 });
  });
});
