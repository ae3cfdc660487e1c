import fc from "fast-check";
import { expect, test } from "vitest";
import { Automaton } from "./automaton";

const unitsOf = (text: string) => Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));

const short = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 5 });

test("finds every place of every pattern, as a search for each alone does", () => {
  const property = fc.property(
    fc.array(short, { minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 60 }),
    (patterns, text) => {
      const found: string[] = [];
      new Automaton(patterns).search(unitsOf(text), text.length, (pattern, start, end) =>
        found.push(`${pattern} ${start} ${end}`),
      );
      const wanted = patterns.flatMap((pattern, index) =>
        Array.from({ length: text.length }, (_, at) => at)
          .filter((at) => text.startsWith(pattern, at))
          .map((at) => `${index} ${at} ${at + pattern.length}`),
      );
      expect(found.sort()).toEqual(wanted.sort());
    },
  );
  fc.assert(property, { numRuns: 500 });
});
