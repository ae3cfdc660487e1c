import { describe, expect, it } from "vitest";
import type { ScoreRow } from "@/db/queries/assessment/write-response";
import { maturityOf } from "./maturity";
import { scoreKey, type Questionnaire } from "./questionnaire";
import { changesSince, resultsOf } from "./results";
import { targetsBy } from "./targets";

const row = (section: string, dimension: string, sum: number, weight: number, approved = 0): ScoreRow => ({
  section,
  dimension,
  subdimension: "",
  weighted_sum: sum * 100,
  weight,
  answered: weight / 100,
  scored: weight / 100,
  not_applicable: 0,
  approved_weighted_sum: approved * 100,
  approved_weight: approved ? 100 : 0,
  approved: approved ? 1 : 0,
  asked: 0,
  model_score: null,
  approved_model_score: null,
});

/** Two sections that share the name of a dimension; three questions in each dimension. */
const dimension = (id: number, title: string, parent: number | null = null) => ({
  id,
  parent_id: parent,
  title,
  description: "",
  questions: [],
});
const questionnaire = {
  scoring_model: "mean",
  sections: [
    { id: 1, title: "Build", description: "", dimensions: [dimension(11, "Metrics"), dimension(12, "Secrets")] },
    {
      id: 2,
      title: "Test",
      description: "",
      dimensions: [dimension(21, "Metrics"), dimension(22, "Static"), dimension(23, "Rules", 22)],
    },
  ],
  questions: Array.from({ length: 12 }),
  places: new Map(
    [
      ["Build", "Metrics"],
      ["Build", "Secrets"],
      ["Test", "Metrics"],
      ["Test", "Static"],
    ].map(([section, dimension]) => {
      const place = { section: section!, dimension: dimension!, subdimension: "", total: 3, conditional: 0, scale: 5 };
      return [scoreKey(place), place];
    }),
  ),
} as unknown as Questionnaire;

const results = (rows: ScoreRow[], target: number | null = 3) =>
  resultsOf(maturityOf(rows, questionnaire), questionnaire, targetsBy(target, []));

describe("resultsOf", () => {
  it("finds dimensions of one name in their own section", () => {
    const [build, test] = results([row("Build", "Metrics", 200, 100), row("Test", "Metrics", 400, 100)]);
    expect(build!.dimensions[0]).toMatchObject({ id: 11, key: "Build / Metrics", title: "Metrics", average: 2 });
    expect(test!.dimensions[0]).toMatchObject({ id: 21, key: "Test / Metrics", title: "Metrics", average: 4 });
  });

  it("lists every dimension of the questionnaire in its order, subdimensions within theirs", () => {
    expect(results([]).map(({ dimensions }) => dimensions.map(({ id }) => id))).toEqual([
      [11, 12],
      [21, 22],
    ]);
  });

  it("puts free questions behind the section they name, or into one of their own", () => {
    const sections = results([
      row("", "Threats", 300, 100),
      row("Build", "Extra", 100, 100),
      row("", "Metrics", 100, 100),
    ]);
    const listed = sections.map(({ id, title, dimensions }) => [id, title, dimensions.map((each) => each.title)]);
    expect(listed).toEqual([
      [1, "Build", ["Metrics", "Secrets", "Extra"]],
      [2, "Test", ["Metrics", "Static"]],
      [null, "", ["Threats", "Metrics"]],
    ]);
    expect(sections[0]).toMatchObject({ average: 1, dimensions: [{ average: null }, {}, { id: null, average: 1 }] });
  });

  it("averages a section as the dimensions that have a score, validated likewise", () => {
    const [build] = results([row("Build", "Metrics", 200, 100, 100), row("Build", "Secrets", 1000, 300)]);
    expect(build).toMatchObject({ average: 2.67, validated: 1, answered: 4, total: 6 });
  });

  it("measures the gap to the target, never below zero, none without either", () => {
    const gaps = (target: number | null) =>
      results([row("Build", "Metrics", 200, 100), row("Build", "Secrets", 500, 100)], target)[0]!.dimensions.map(
        ({ gap }) => gap,
      );
    expect(gaps(3)).toEqual([1, 0]);
    expect(gaps(null)).toEqual([null, null]);
    expect(results([])[0]!.dimensions[0]!.gap).toBeNull();
  });
});

describe("changesSince", () => {
  const now = results([
    row("Build", "Metrics", 200, 100),
    row("Build", "Secrets", 500, 100),
    row("Test", "Static", 300, 100),
  ]);
  const then = (key: string, section: string, average: number | null) => ({ section, dimension: key, average });

  it("names what moved, the largest move first, then what is scored for the first time", () => {
    const changes = changesSince(
      [then("Metrics", "Build", 2.5), then("Build / Metrics", "Build", 2.5), then("Secrets", "Build", 3)],
      now,
    );
    expect(changes.map(({ title, change, before }) => [title, change, before])).toEqual([
      ["Secrets", 2, 3],
      ["Metrics", -0.5, 2.5],
      ["Static", 0, null],
    ]);
  });

  it("leaves out what stands where it stood", () => {
    expect(
      changesSince(
        [then("Build / Metrics", "Build", 2), then("Secrets", "Build", 5), then("Static", "Test", 3.001)],
        now,
      ),
    ).toEqual([]);
  });
});
