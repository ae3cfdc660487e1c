import { expect, it } from "vitest";
import { optionNamed, optionsNamed } from "./name-options";

const options = ["Unit tests", "Unit tests, and more", "Audits; yearly"].map((text, id) => ({ id, text }));
const ids = (text: string) => optionsNamed(options, text)?.map(({ id }) => id);

it.each([
  ["A", 0],
  ["b) Unit  tests, and MORE", 1],
  ["audits; yearly", 2],
  ["C: Unit tests", undefined],
  ["D", undefined],
])("one option is named by %j", (text, id) => expect(optionNamed(options, text)?.id).toBe(id));

it.each([
  ["A, C", [0, 2]],
  ["c a", [0, 2]],
  ["Audits; yearly; Unit tests", [0, 2]],
  ["Unit tests, and more", [1]],
  ["Unit tests\nAudits; yearly", [0, 2]],
  ["A, A", [0]],
])("several are named by %j, in the order of the question", (text, expected) => expect(ids(text)).toEqual(expected));

it.each(["Unit test", "A and C", "A, Z", "Unit testsAudits; yearly"])("%j names something else", (text) =>
  expect(ids(text)).toBeUndefined(),
);
