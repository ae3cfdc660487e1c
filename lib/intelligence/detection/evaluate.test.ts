import { expect, test } from "vitest";
import { starterRules } from "../starter-watchlist";
import { compileRules } from "./analyse";
import { byAnalysis, bySubstring, everything, judge, LABELLED } from "./evaluate";

const ours = byAnalysis(compileRules(starterRules()));
const naive = bySubstring(starterRules());

test("the labelled set has 300 messages, each once", () => {
  const { relevant, harmless } = everything();
  expect(relevant.length + harmless.length).toBeGreaterThanOrEqual(300);
  expect(new Set([...relevant, ...harmless]).size).toBe(relevant.length + harmless.length);
});

test("finds what is meant and leaves alone what is not, better than a search for the words", () => {
  const mine = judge(everything(), ours);
  const theirs = judge(everything(), naive);
  expect(mine.precision).toBeGreaterThanOrEqual(0.96);
  expect(mine.recall).toBeGreaterThanOrEqual(0.93);
  expect(mine.precision - theirs.precision).toBeGreaterThan(0.1);
  expect(mine.recall - theirs.recall).toBeGreaterThan(0.1);
});

test.each(Object.entries(LABELLED))("holds the bar in each part: %s", (_, set) => {
  const mine = judge(set, ours);
  expect(mine.precision, `wrong: ${mine.wrong.join(" | ")}`).toBeGreaterThanOrEqual(0.9);
  expect(mine.recall, `missed: ${mine.missed.join(" | ")}`).toBeGreaterThanOrEqual(0.85);
});
