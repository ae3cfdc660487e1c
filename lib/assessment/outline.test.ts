import { describe, expect, it } from "vitest";
import { narrow, nextIn, tally, type OutlineQuestion, type OutlineSection } from "./outline";

const question = (id: number, status: OutlineQuestion["status"] = "unanswered"): OutlineQuestion => ({
  id,
  number: id,
  status,
  done: status !== "unanswered",
  asked: true,
  applies: true,
  unproven: false,
});
const section = (id: number, questions: OutlineQuestion[]): OutlineSection => ({
  id,
  title: `Section ${id}`,
  description: "",
  average: null,
  dimensions: [{ title: "Dimension", average: null, questions }],
});

describe("where to go on", () => {
  it("is the first question at the start", () => {
    expect(nextIn([section(1, [question(1), question(2)])], null)).toMatchObject({ id: 1, sectionId: 1 });
  });

  it("is the first unanswered one after the last answer, across sections", () => {
    const outline = [section(1, [question(1), question(2, "draft")]), section(2, [question(3, "draft"), question(4)])];
    expect(nextIn(outline, 2)).toMatchObject({ id: 4, sectionId: 2 });
  });

  it("starts over when nothing is left ahead", () => {
    expect(nextIn([section(1, [question(1), question(2, "draft")])], 2)).toMatchObject({ id: 1 });
  });

  it("is what came back when all is answered, and nothing when that is done too", () => {
    expect(nextIn([section(1, [question(1, "approved"), question(2, "rejected")])], 1)).toMatchObject({ id: 2 });
    expect(nextIn([section(1, [question(1, "approved")])], 1)).toBeUndefined();
  });
});

it("counts a part of the outline", () => {
  const questions = [question(1), question(2, "draft"), question(3, "submitted"), question(4, "needs_revision")];
  expect(tally(questions)).toEqual({ total: 4, done: 3, returned: 1, submitted: 1, approved: 0, ready: 1 });
  const skipped = { ...question(5, "draft"), applies: false };
  expect(tally([...questions, skipped])).toMatchObject({ total: 4, done: 3, ready: 2 });
});

describe("the outline of some questions alone", () => {
  it("leaves out sections without any, and keeps the place of dimensions", () => {
    const outline = [section(1, [question(1), question(2)]), section(2, [question(3)])];
    const [only, ...more] = narrow(outline, new Set([2]));
    expect(more).toEqual([]);
    expect(only).toMatchObject({ id: 1, dimensions: [{ title: "Dimension", questions: [{ id: 2, number: 2 }] }] });
    expect(narrow(outline, new Set())).toEqual([]);
  });
});
