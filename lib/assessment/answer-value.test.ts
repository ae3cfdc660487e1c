import { describe, expect, it } from "vitest";
import { bandOf, bestScore, joinTexts, readDate, readNumber, sumOfScores } from "./answer-value";

describe("a number", () => {
  it.each([
    ["12", 12],
    [" 99.5 ", 99.5],
    ["-3", -3],
    ["+4", 4],
    ["007", 7],
    ["0.000001", 0.000001],
    ["-0", 0],
  ])("is read from %j", (text, value) => expect(readNumber(text)).toBe(value));

  it.each(["", "1,5", "1 000", "1e3", "0x10", "NaN", "Infinity", "1.", ".5", "1234567890123", "0.1234567", "٣"])(
    "is not %j",
    (text) => expect(readNumber(text)).toBeUndefined(),
  );

  it("falls into the band with the greatest minimum it reaches, in whatever order they stand", () => {
    const bands = [{ minimum: 20 }, { minimum: 0 }, { minimum: 5 }];
    expect([-1, 0, 4.9, 5, 20, 1e9].map((value) => bandOf(bands, value)?.minimum)).toEqual([
      undefined,
      0,
      0,
      5,
      20,
      20,
    ]);
    expect(bandOf([{ minimum: null }, { minimum: 5 }], -7)).toEqual({ minimum: null });
    expect(bandOf([], 1)).toBeUndefined();
  });
});

describe("a date", () => {
  it.each(["2026-03-31", "1900-01-01", "2199-12-31", "2024-02-29"])("is %s", (text) =>
    expect(readDate(` ${text} `)).toBe(text),
  );
  it.each([
    "",
    "2026-02-30",
    "2025-02-29",
    "31.03.2026",
    "2026-3-1",
    "1899-12-31",
    "2200-01-01",
    "2026-03-31T10:00:00Z",
    "2026-13-01",
  ])("is not %j", (text) => expect(readDate(text)).toBeUndefined());
});

describe("several options", () => {
  it("add up their scores, to 5 at most, without a rest of binary fractions", () => {
    expect(sumOfScores([{ score: 0.1 }, { score: 0.2 }])).toBe(0.3);
    expect(sumOfScores([{ score: 4 }, { score: 3.5 }])).toBe(5);
    expect(sumOfScores([])).toBe(0);
  });

  it("are best all together, one option the best alone", () => {
    const options = [{ score: 1 }, { score: 2.5 }];
    expect(bestScore({ type: "options", options })).toBe(3.5);
    expect(bestScore({ type: "option", options })).toBe(2.5);
    expect(bestScore({ type: "text", options: [] })).toBe(5);
  });

  it("are said as one text, none of them too", () => {
    expect(joinTexts(["One", "Two"])).toBe("One; Two");
    expect(joinTexts([])).toBe("None of these");
  });
});
