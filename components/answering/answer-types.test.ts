import { describe, expect, it } from "vitest";
import { blankStanding, sameAnswer, saysSomething, standingOf, type DescribedResponse } from "./answer";
import { chooseAt, choicesOf, cleared, hasChoice } from "./answer-input";
import { entryOf, type Kept } from "./kept-answers";
import type { AskedQuestion } from "./question";
import { edit, isUnsaved, newEntry, start } from "./save-queue";
import { toggled, toggledNone } from "./several-options";

const stages = [1, 2, 3].map((id) => ({ id, text: `Option ${id}`, description: "", score: id, minimum: null }));
const question = (type: AskedQuestion["type"]) => ({ type, stages }) as AskedQuestion;
const response: DescribedResponse = {
  version: 1,
  status: "draft",
  option_id: null,
  answer: "Option 1; Option 3",
  comment: "",
  not_applicable: false,
  not_applicable_reason: "",
  maturity_score: 4,
  answered_by: "Dana",
  updated_at: "2026-11-22T10:00:00.000Z",
};
const key = () => "key";

describe("several options", () => {
  const standing = standingOf({ ...response, option_ids: [1, 3] }, {});

  it("stand without words of their own", () => expect(standing).toMatchObject({ optionIds: [1, 3], text: "" }));

  it("are the same in any order, and none of them is not no answer", () => {
    expect(sameAnswer(standing, { ...standing, optionIds: [3, 1] })).toBe(true);
    expect(sameAnswer(standing, { ...standing, optionIds: [1] })).toBe(false);
    expect(sameAnswer({ ...standing, optionIds: [] }, { ...standing, optionIds: null })).toBe(false);
    expect(saysSomething({ ...blankStanding, optionIds: [] })).toBe(true);
  });

  it("are sent as they are chosen, and taken back by an empty answer", () => {
    const body = (optionIds: number[] | null) =>
      start(edit(newEntry(1, 7, standing), { optionIds }, 0, 0), key).sending.body;
    expect(body([2])).toMatchObject({ option_ids: [2], version: 1, not_applicable: false });
    expect(body([2])).not.toHaveProperty("answer");
    expect(body([])).toMatchObject({ option_ids: [] });
    expect(body(null)).toMatchObject({ answer: "" });
    expect(body(null)).not.toHaveProperty("option_ids");
  });

  it("are toggled in the order of the question; the last one taken back leaves no answer", () => {
    expect(toggled(stages, [3], 1)).toEqual([1, 3]);
    expect(toggled(stages, [], 2)).toEqual([2]);
    expect(toggled(stages, [2], 2)).toBeNull();
    expect([toggledNone([2]), toggledNone(null), toggledNone([])]).toEqual([[], [], null]);
  });

  it("have a key each, and one for none of them", () => {
    const options = question("options");
    expect(choicesOf(options)).toBe(4);
    expect(chooseAt(options, standing, 1)).toMatchObject({ optionIds: [1, 2, 3] });
    expect(chooseAt(options, standing, 3)).toMatchObject({ optionIds: [] });
    expect(chooseAt(options, standing, 4)).toBeUndefined();
  });
});

it("keeps the number a band was reached by, not the band", () => {
  const standing = standingOf({ ...response, option_id: 2, answer: "7.5" }, null);
  expect(standing).toMatchObject({ optionId: null, text: "7.5" });
  const body = start(edit(newEntry(1, 7, standing), { text: "8" }, 0, 0), key).sending.body;
  expect(body).toMatchObject({ answer: "8" });
  expect(body).not.toHaveProperty("option_id");
});

it("clears what the type holds, and has no keys for what is typed", () => {
  const typed = { ...blankStanding, text: "7.5" };
  expect(cleared(question("number"))).toEqual({ optionId: null, optionIds: null, text: "" });
  expect(cleared(question("option"))).toEqual({ optionId: null, optionIds: null });
  expect([
    hasChoice(question("number"), typed),
    hasChoice(question("text"), typed),
    hasChoice(question("option"), typed),
  ]).toEqual([true, false, false]);
  expect([choicesOf(question("date")), chooseAt(question("number"), typed, 0)]).toEqual([0, undefined]);
});

it("takes up what an earlier version of the page kept", () => {
  const { optionIds: _, ...base } = blankStanding;
  const kept = { user: 5, product: 1, question: 7, tab: "a", options: {}, editedAt: 3 };
  const entry = entryOf({ ...kept, base, draft: { ...base, optionId: 2 }, sending: null } as unknown as Kept);
  expect(entry.draft).toMatchObject({ optionId: 2, optionIds: null });
  expect(isUnsaved(entry)).toBe(true);
  expect(isUnsaved({ ...entry, draft: entry.base })).toBe(false);
});
