import { RE2JS } from "re2js";

/** Runs in time linear in the text whatever the expression: nobody can write one that stops the import. */
export type Expression = RE2JS;

/** The most places one expression is told of in one message. */
const MOST_PLACES = 100;

/** Compiles an expression, or says what is wrong with it. */
export function compileExpression(source: string, { caseSensitive }: { caseSensitive: boolean }): Expression {
  const compiled = RE2JS.compile(source, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  if (compiled.matcher("").find()) throw new Error("It matches the empty text, and so everywhere.");
  return compiled;
}

/** What is wrong with an expression; nothing where it is right. */
export function problemWith(source: string): string | undefined {
  try {
    compileExpression(source, { caseSensitive: false });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export function placesOf(expression: Expression, text: string): { start: number; end: number }[] {
  const matcher = expression.matcher(text);
  const places: { start: number; end: number }[] = [];
  while (places.length < MOST_PLACES && matcher.find()) {
    if (matcher.end() > matcher.start()) places.push({ start: matcher.start(), end: matcher.end() });
  }
  return places;
}
