import { expect, it } from "vitest";
import { readMoment } from "./read-moment";

const now = Date.UTC(2026, 10, 22);

it.each<[string | number, string]>([
  ["2024-03-01 08:00:00", "2024-03-01T08:00:00.000Z"],
  ["2024-03-01 08:00:00.123456", "2024-03-01T08:00:00.123Z"],
  ["2024-03-01T08:00:00,5", "2024-03-01T08:00:00.500Z"],
  ["2024-03-01T08:00:00Z", "2024-03-01T08:00:00.000Z"],
  ["2024-03-01T08:00:00+02:00", "2024-03-01T06:00:00.000Z"],
  ["2024-03-01 08:00:00-0530", "2024-03-01T13:30:00.000Z"],
  ["2024-03-01 08:00", "2024-03-01T08:00:00.000Z"],
  ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  [1_709_280_000, "2024-03-01T08:00:00.000Z"],
  [1_709_280_000_000, "2024-03-01T08:00:00.000Z"],
  ["1709280000.25", "2024-03-01T08:00:00.250Z"],
])("reads %s", (value, expected) => {
  expect(readMoment(value, now)?.toISOString()).toBe(expected);
});

it.each<string | number>([
  "",
  "yesterday",
  "2023-02-29",
  "2024-13-01",
  "2024-03-01 25:00:00",
  "0001-01-01 00:00:00",
  "9999-12-31 23:59:59",
  "2024-03-01; drop table users",
  0,
  -1,
  1e300,
  NaN,
  Infinity,
])("takes %s for no moment", (value) => {
  expect(readMoment(value, now)).toBeUndefined();
});

it("takes a clock that is ahead for now", () => {
  expect(readMoment("2026-11-22 05:00:00", now)?.getTime()).toBe(now);
});
