import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSearch } from "./search-query";

describe("a search as it is typed", () => {
  it.each([
    ["snow market", "'snow' & 'market'"],
    ['"new snow" -fake', "'new snow' & !'fake'"],
    ["snow OR coke price", "('snow' | 'coke') & 'price'"],
    ["OR snow OR", "'OR' & 'snow'"],
    ["whole* it's \\ 12:30", "'whole':* & 'it''s' & '12:30'"],
    ["https://a.b/c", "'https://a.b/c'"],
    ['-"two words" a & | ! ( ) <->', "!'two words' & 'a'"],
    ["", null],
    ['"unclosed phrase', "'unclosed phrase'"],
  ])("%s", (typed, words) => {
    expect(readSearch(typed).words).toBe(words);
  });

  it("knows whether anything must occur", () => {
    expect(readSearch("-fake").isPositive).toBe(false);
    expect(readSearch("-fake snow").isPositive).toBe(true);
    expect(readSearch("-fake OR snow").isPositive).toBe(false);
  });

  it("takes what narrows out of the words", () => {
    const typed =
      'snow source:"Night market, east" source:tg,ig from:@Snow_King risk:high,CRITICAL kind:image lang:ru has:wallet,link after:2026-01-01 before:2026-02-01';
    expect(readSearch(typed)).toEqual({
      words: "'snow'",
      isPositive: true,
      plain: "snow",
      sources: ["Night market, east", "tg", "ig"],
      from: ["Snow_King"],
      risks: ["HIGH", "CRITICAL"],
      types: ["image"],
      languages: ["ru"],
      having: ["wallet", "url"],
      after: "2026-01-01",
      before: "2026-02-01",
      problems: [],
    });
  });

  it("says what cannot be meant, and goes on", () => {
    const { problems, words } = readSearch("snow risk:extreme after:2026-02-30 has: -source:x kind:letter");
    expect(problems).toHaveLength(5);
    expect(words).toBe("'snow'");
  });

  it("reads anything at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
        const { words } = readSearch(typed);
        expect(words === null || words.length > 0).toBe(true);
      }),
    );
  });
});
