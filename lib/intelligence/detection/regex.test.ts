import { expect, test } from "vitest";
import { compileExpression, literalOf, placesOf, problemWith } from "./regex";

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

test("knows a text that every match has in it, and none where it cannot be sure", () => {
  expect(literalOf("\\bgram\\d+")).toBe("gram");
  expect(literalOf("snows? in stock")).toBe(" in stock");
  expect(literalOf("snow|ice")).toBeUndefined();
  expect(literalOf("(snow|ice) gram")).toBe(" gram");
  expect(literalOf("[abc]market{2}")).toBe("marke");
  expect(literalOf("\\x{41}bcd")).toBeUndefined();
  expect(literalOf("Snow")).toBe("now");
  expect(literalOf("(?i)snow")).toBeUndefined();
});
