import { describe, expect, it } from "vitest";
import { daysUntil, today } from "@/lib/kernel/today";
import { expiryOf } from "./expiry";

const now = new Date("2026-03-10T23:30:00Z");

describe("expiry", () => {
  it.each([
    [null, "valid"],
    ["2026-03-09", "expired"],
    ["2026-03-10", "soon"],
    ["2026-04-09", "soon"],
    ["2026-04-10", "valid"],
  ])("of %s is %s", (day, expected) => {
    expect(expiryOf(day, now)).toBe(expected);
  });

  it("counts whole days over a change of the clocks", () => {
    expect(today(now)).toBe("2026-03-10");
    expect(daysUntil("2026-03-30", now)).toBe(20);
    expect(daysUntil("2026-02-28", now)).toBe(-10);
  });
});
