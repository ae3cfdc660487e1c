import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, FuzzyTerms } from "./fuzzy";

test("counts changes, and neighbours exchanged as one", () => {
  expect(editDistance("cocaine", "cocaine", 2)).toBe(0);
  expect(editDistance("cocaine", "cocane", 2)).toBe(1);
  expect(editDistance("cocaine", "coacine", 2)).toBe(1);
  expect(editDistance("cocaine", "cocoane", 2)).toBe(2);
  expect(editDistance("cocaine", "caffeine", 2)).toBe(3);
});

test("passes nothing over that is near enough, whatever letters it is made of", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d", "é", "ж"), minLength: 4, maxLength: 10 });
  const property = fc.property(
    fc.array(word, { minLength: 1, maxLength: 6 }),
    word,
    fc.integer({ min: 1, max: 2 }),
    (terms, said, errors) => {
      const fuzzy = new FuzzyTerms(terms.map((text, index) => ({ index, text, errors })));
      const found = fuzzy
        .find([{ text: said, from: 0, to: said.length }])
        .map(({ index, edits }) => `${index} ${edits}`);
      const wanted = terms.flatMap((term, index) => {
        const most = Math.min(errors, term.length >= 8 ? 2 : term.length >= 5 ? 1 : 0);
        const edits = editDistance(said, term, 2);
        return most > 0 && edits <= most ? [`${index} ${edits}`] : [];
      });
      expect(found.sort()).toEqual(wanted.sort());
    },
  );
  fc.assert(property, { numRuns: 500 });
});
