import { expect, it } from "vitest";
import { changedFields } from "./changed-fields";
import { entryKey, positionOf } from "./entry-key";

it("sets what changed before what did not, and writes values as people read them", () => {
  expect(changedFields({ a: 1, b: "same", c: null }, { a: 2, b: "same", d: { deep: true } })).toEqual([
    { field: "a", before: "1", after: "2", changed: true },
    { field: "d", before: null, after: '{\n  "deep": true\n}', changed: true },
    { field: "b", before: "same", after: "same", changed: false },
    { field: "c", before: null, after: null, changed: false },
  ]);
});

it("knows inserts and deletes", () => {
  expect(changedFields(null, { a: "x" })).toEqual([{ field: "a", before: null, after: "x", changed: true }]);
  expect(changedFields({ a: "x" }, null)).toEqual([{ field: "a", before: "x", after: null, changed: true }]);
  expect(changedFields(null, null)).toEqual([]);
});

it("keeps microseconds in an entry's key", () => {
  const key = entryKey("2026-03-01T00:00:00.123456Z", 42);
  expect(key).toBe("1772323200123456.42");
  expect(positionOf(key)).toEqual({ timestamp: "2026-03-01T00:00:00.123456Z", id: 42 });
  expect(positionOf("infinity.1")).toBeUndefined();
  expect(positionOf("9".repeat(20) + ".1")).toBeUndefined();
});
