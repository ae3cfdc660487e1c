import { describe, expect, it } from "vitest";
import { blankStanding, standingOf, type Standing } from "./answer";
import {
  acknowledge,
  backoff,
  collide,
  discard,
  edit,
  isLocked,
  isSendable,
  isUnsaved,
  lacksReason,
  newEntry,
  postpone,
  receive,
  refuse,
  resolve,
  start,
} from "./save-queue";

const standing = (change: Partial<Standing> = {}): Standing => ({
  ...blankStanding,
  optionId: 12,
  version: 3,
  responseId: 9,
  status: "draft",
  at: "2026-11-22T10:00:00.000Z",
  by: "Dana",
  ...change,
});
const entry = (base = standing()) => newEntry(1, 7, base);
const key = () => "key-1";
const saved = (version: number) => ({
  version,
  responseId: 9,
  status: "draft" as const,
  score: 3,
  scoreSource: "option" as const,
  reasons: null,
  at: "2026-11-22T10:05:00.000Z",
});

describe("what is sent", () => {
  it("is what changed, on the version seen", () => {
    const chosen = edit(entry(), { optionId: 13 }, 0, 0);
    expect(start(chosen, key).sending.body).toEqual({
      product_id: 1,
      question_id: 7,
      version: 3,
      partial: true,
      not_applicable: false,
      option_id: 13,
    });
    const commented = edit(entry(), { comment: "  Since May " }, 0, 0);
    expect(start(commented, key).sending.body).toEqual({
      product_id: 1,
      question_id: 7,
      version: 3,
      partial: true,
      comment: "Since May",
    });
  });

  it("says the stage together with the words, and clears what is taken back", () => {
    const worded = edit(entry(), { text: "Mostly" }, 0, 0);
    expect(start(worded, key).sending.body).toMatchObject({ option_id: 12, answer: "Mostly" });
    const cleared = edit(entry(), { optionId: null }, 0, 0);
    expect(start(cleared, key).sending.body).toMatchObject({ answer: "", not_applicable: false });
  });

  it("waits for the reason of not applicable", () => {
    const without = edit(entry(), { notApplicable: true }, 0, 0);
    expect([lacksReason(without), isSendable(without), isUnsaved(without)]).toEqual([true, false, true]);
    const withReason = edit(without, { reason: "No cloud" }, 0, 0);
    expect(isSendable(withReason)).toBe(true);
    expect(start(withReason, key).sending.body).toMatchObject({
      not_applicable: true,
      not_applicable_reason: "No cloud",
    });
    expect(isUnsaved(edit(without, { notApplicable: false }, 0, 0))).toBe(false);
  });

  it("is the same body with the same key until it is answered", () => {
    const first = start(edit(entry(), { optionId: 13 }, 0, 0), key);
    const changed = edit(first, { optionId: 14 }, 0, 0);
    expect(start(changed, () => "key-2").sending).toBe(first.sending);
  });
});

describe("acknowledgement", () => {
  it("is the only thing that makes an answer saved", () => {
    const sent = start(edit(entry(), { optionId: 13 }, 0, 0), key);
    expect(isUnsaved(sent)).toBe(true);
    const done = acknowledge(sent, saved(4), "Me");
    expect(isUnsaved(done)).toBe(false);
    expect(done.base).toMatchObject({ optionId: 13, version: 4, by: "Me" });
  });

  it("leaves what changed meanwhile to be sent on the new version", () => {
    const sent = start(edit(entry(), { optionId: 13 }, 0, 0), key);
    const after = acknowledge(edit(sent, { optionId: 14 }, 0, 0), saved(4), "Me");
    expect(isSendable(after)).toBe(true);
    expect(start(after, key).sending.body).toMatchObject({ option_id: 14, version: 4 });
  });
});

describe("a version that came between", () => {
  const mine = () => start(edit(entry(), { optionId: 13 }, 0, 0), key);

  it("is shown beside mine; nothing is sent until the person chose", () => {
    const collided = collide(mine(), standing({ optionId: 15, version: 4 }));
    expect(collided.conflict).toMatchObject({ optionId: 15, version: 4 });
    expect([isSendable(collided), collided.draft.optionId]).toEqual([false, 13]);
    const kept = resolve(collided, "mine", 5);
    expect(start(kept, key).sending.body).toMatchObject({ option_id: 13, version: 4 });
    const taken = resolve(collided, "theirs", 5);
    expect([isUnsaved(taken), taken.draft.optionId]).toEqual([false, 15]);
  });

  it("needs no choice when it says what was sent, or changed nothing typed", () => {
    const lostReply = collide(mine(), standing({ optionId: 13, version: 4 }));
    expect([lostReply.conflict, isUnsaved(lostReply)]).toEqual([null, false]);
    const fileAdded = collide(mine(), standing({ version: 4 }));
    expect(start(fileAdded, key).sending.body).toMatchObject({ option_id: 13, version: 4 });
  });

  it("locks when it was approved, unless both say the same", () => {
    const approved = collide(mine(), standing({ version: 4, status: "approved" }));
    expect([isLocked(approved), approved.conflict?.version]).toEqual([true, 4]);
    const agreed = collide(mine(), standing({ optionId: 13, version: 4, status: "approved" }));
    expect([agreed.conflict, isUnsaved(agreed)]).toEqual([null, false]);
  });
});

describe("news from the server", () => {
  it("is taken over where nothing is unsaved", () => {
    const after = receive(entry(), standing({ optionId: 15, version: 4 }));
    expect([after.draft.optionId, after.base.version]).toEqual([15, 4]);
  });

  it("is ignored when it is older", () => {
    expect(receive(entry(), standing({ optionId: 15, version: 2 })).draft.optionId).toBe(12);
    expect(receive(entry(), standing({ status: "rejected", at: "2026-11-22T09:00:00.000Z" })).base.status).toBe(
      "draft",
    );
  });

  it("never overwrites what the person has not saved", () => {
    const dirty = edit(entry(), { comment: "Mine" }, 0, 0);
    const after = receive(dirty, standing({ comment: "Theirs", version: 4 }));
    expect([after.draft.comment, after.conflict?.comment]).toEqual(["Mine", "Theirs"]);
  });
});

describe("trouble", () => {
  it("waits longer every time, half a minute at most", () => {
    expect([1, 2, 3, 6, 20].map(backoff)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
    expect(postpone(postpone(entry(), 0), 0)).toMatchObject({ failure: { attempts: 2, at: 2_000 } });
  });

  it("keeps what is refused until it is changed or given up", () => {
    const refused = refuse(edit(entry(), { text: "x" }, 0, 0), "Too long.");
    expect([isSendable(refused), isUnsaved(refused)]).toEqual([false, true]);
    expect(isSendable(edit(refused, { text: "y" }, 0, 0))).toBe(true);
    expect(isUnsaved(discard(refused))).toBe(false);
  });
});

it("reads a stage that is stored with its own text as the stage alone", () => {
  const response = {
    version: 1,
    status: "draft" as const,
    option_id: 12,
    answer: "Sometimes",
    comment: "",
    not_applicable: false,
    not_applicable_reason: "",
    maturity_score: 2,
    answered_by: "Dana",
    updated_at: "2026-11-22T10:00:00.000Z",
  };
  expect(standingOf(response, { 12: "Sometimes" }).text).toBe("");
  expect(standingOf({ ...response, answer: "It depends" }, { 12: "Sometimes" }).text).toBe("It depends");
  expect(standingOf(null, {})).toBe(blankStanding);
});
