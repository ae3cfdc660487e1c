import { expect, test } from "vitest";
import { compileExpression, placesOf, problemWith } from "./regex";

test("runs in linear time where a backtracking engine would not end", () => {
  const expression = compileExpression("(a+)+$", { caseSensitive: true });
  expect(placesOf(expression, `${"a".repeat(5_000)}!`)).toEqual([]);
});

test("says what is wrong with an expression", () => {
  expect(problemWith("snow (")).toMatch(/missing/i);
  expect(problemWith("x*")).toMatch(/empty/);
  expect(problemWith("(?=look)ahead")).toBeDefined();
  expect(problemWith("\\d+ ?g")).toBeUndefined();
});
