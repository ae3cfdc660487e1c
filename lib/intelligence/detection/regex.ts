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

/**
 * A text that every match of an expression has in it, in `smallOf`, by which most messages are passed over without running
 * it; nothing where none is certain. Only what stands plainly at the top of the expression is looked at.
 */
export function literalOf(source: string): string | undefined {
  let depth = 0;
  let best = "";
  let run = "";
  const end = () => {
    if (run.length > best.length) best = run;
    run = "";
  };
  for (let at = 0; at < source.length; at++) {
    const sign = source[at]!;
    if (sign === "\\") {
      end();
      if (/[pPQxuk]/.test(source[at + 1] ?? "")) return undefined; // more than a sign follows
      at++;
    } else if (sign === "[") {
      end();
      if (source.indexOf("]", at) < 0 || "]^[".includes(source[at + 1]!)) return undefined;
      at = source.indexOf("]", at);
      if (source[at - 1] === "\\") return undefined;
    } else if (sign === "(") {
      end();
      if (source[at + 1] === "?" && source[at + 2] !== ":") return undefined; // may change what follows
      depth++;
    } else if (sign === ")") depth--;
    else if (sign === "|" && depth === 0) return undefined;
    else if ("?*{".includes(sign)) {
      run = run.slice(0, -1);
      end();
      if (sign === "{") at = source.indexOf("}", at);
      if (at < 0) return undefined;
    } else if (!/[\p{L}\p{N} ,:;@#_-]/u.test(sign) || depth > 0) end();
    else if (sign.toLowerCase() === sign && sign !== "ſ") run += sign;
    else end();
  }
  end();
  return best.length >= 3 ? best : undefined;
}

/** A text as `literalOf` wants to be looked for in it: K and ſ, too, count as k and s where case does not matter. */
export const smallOf = (text: string) => text.toLowerCase().replaceAll("ſ", "s");
