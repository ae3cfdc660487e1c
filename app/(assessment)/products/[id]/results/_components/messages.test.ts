import { describe, expect, it } from "vitest";
import type { DimensionResult, SectionResult } from "@/lib/assessment/results";
import { gapMessage, heatmapMessage, percent, sectionMessage, trendMessage } from "./messages";

const dimension = (title: string, average: number | null, target: number | null = 4): DimensionResult => ({
  id: 1,
  key: title,
  title,
  section: "S",
  average,
  validated: null,
  count: 1,
  approved: 0,
  answered: 1,
  total: 1,
  notApplicable: 0,
  target,
  gap: average === null || target === null ? null : Math.max(0, target - average),
});

const section = (title: string, average: number | null, dimensions: DimensionResult[] = []): SectionResult => ({
  id: 1,
  title,
  average,
  validated: null,
  answered: 0,
  total: 0,
  notApplicable: 0,
  target: null,
  dimensions,
});

describe("gapMessage", () => {
  it("names the dimension that is furthest from target", () => {
    expect(gapMessage([dimension("Build", 3), dimension("Deploy", 1.5), dimension("None", null)])).toBe(
      "Deploy is furthest from target",
    );
  });
  it("goes by the target of each", () => {
    expect(gapMessage([dimension("Build", 3, 4.5), dimension("Deploy", 1.5, 2)])).toBe("Build is furthest from target");
  });
  it("says when all meet it, and what is lowest where there is none", () => {
    expect(gapMessage([dimension("Build", 4.5)])).toBe("Every scored dimension meets the target");
    expect(gapMessage([dimension("Build", 3, null)])).toBe("Build scores lowest, at 3.00");
    expect(gapMessage([dimension("Build", null)])).toBe("Nothing is scored yet");
  });
});

describe("sectionMessage", () => {
  it("names both ends", () => {
    const message = (...averages: (number | null)[]) =>
      sectionMessage(
        section(
          "S",
          3,
          averages.map((average, at) => dimension("ABC"[at]!, average)),
        ),
      );
    expect(message(1, 3, 2)).toBe("A is weakest, B strongest");
    expect(message(2, 2)).toBe("All scored dimensions at 2.00");
    expect(message(2, null)).toBe("A at 2.00, the others not scored yet");
    expect(message(null)).toBe("Not scored yet");
  });
});

describe("heatmapMessage", () => {
  it("compares sections", () => {
    expect(heatmapMessage([section("A", 2), section("B", 3), section("C", null)])).toBe("B is strongest, A weakest");
    expect(heatmapMessage([section("A", 2), section("B", null)])).toBe("Only A is scored so far");
    expect(heatmapMessage([section("A", 2), section("B", 2)])).toBe("All sections are equally mature");
    expect(heatmapMessage([])).toBe("Nothing is scored yet");
  });
});

describe("trendMessage", () => {
  const at = (takenAt: string, overall: number) => ({ takenAt, overall });
  it("says how far and since when", () => {
    expect(trendMessage([at("2026-05-01T10:00:00Z", 2), at("2026-06-01T00:00:00Z", 2.42)])).toBe(
      "Up 0.42 since 1 May 2026",
    );
    expect(trendMessage([at("2026-05-01T10:00:00Z", 2), at("2026-06-01T00:00:00Z", 1.9)])).toBe(
      "Down 0.10 since 1 May 2026",
    );
    expect(trendMessage([at("2026-05-01T10:00:00Z", 2), at("2026-06-01T00:00:00Z", 2)])).toBe(
      "Unchanged since 1 May 2026",
    );
    expect(trendMessage([at("2026-05-01T10:00:00Z", 2)])).toBe("2.00 on 1 May 2026");
    expect(trendMessage([])).toBe("No history yet");
  });
});

describe("percent", () => {
  it("calls only all of it 100 and only none of it 0", () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(["0 %", "1 %", "50 %", "99 %", "100 %"]);
  });
});
