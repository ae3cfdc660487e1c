import { describe, expect, it } from "vitest";
import { boundsOf, monthInput, monthsBefore, overlaps } from "./months";

describe("months", () => {
  it("are counted back over years, whatever the day", () => {
    expect(monthsBefore(new Date("2026-03-31T23:59:59Z"), 0)).toBe("2026-03-01");
    expect(monthsBefore(new Date("2026-03-31T23:59:59Z"), 1)).toBe("2026-02-01");
    expect(monthsBefore(new Date("2026-03-01T00:00:00Z"), 15)).toBe("2024-12-01");
  });

  it("have their first and their last microsecond", () => {
    const { from, to } = boundsOf("2024-02-01");
    expect(from).toBe(Date.parse("2024-02-01T00:00:00Z") * 1000);
    expect(to).toBe(Date.parse("2024-03-01T00:00:00Z") * 1000 - 1);
    expect(boundsOf("2025-12-01").to + 1).toBe(boundsOf("2026-01-01").from);
  });

  it("lie in a range where one moment of them does", () => {
    const { from, to } = boundsOf("2026-01-01");
    expect(overlaps("2026-01-01", { from: null, to: null })).toBe(true);
    expect(overlaps("2026-01-01", { from: to, to: null })).toBe(true);
    expect(overlaps("2026-01-01", { from: to + 1, to: null })).toBe(false);
    expect(overlaps("2026-01-01", { from: null, to: from })).toBe(true);
    expect(overlaps("2026-01-01", { from: null, to: from - 1 })).toBe(false);
  });

  it("are read as people write them", () => {
    expect(monthInput.parse("2026-01")).toBe("2026-01-01");
    for (const wrong of ["2026-13", "2026-00", "2026-1", "2026-01-01", ""])
      expect(monthInput.safeParse(wrong).success).toBe(false);
  });
});
