import { describe, expect, it } from "vitest";
import { handlesIn, splitAtMentions } from "./mentions";

describe("handlesIn", () => {
  it.each([
    ["nobody", "Nothing to see", []],
    ["a person, whatever the case", "Ask @Dana.Smith about it", ["dana.smith"]],
    ["a person before punctuation, either way", "It was @dana.", ["dana.", "dana"]],
    ["people in brackets and at a line's start", "(@dana)\n@omar-b, please", ["dana", "omar-b"]],
    ["no address", "Write to dana@example.com or https://x.test/@dana", []],
    ["no decorator that is too short", "@ab @a", []],
    ["each once", "@dana @dana @DANA", ["dana"]],
  ])("finds %s", (_, text, expected) => expect(handlesIn(text)).toEqual(expected));

  it("stays small whatever is written", () => {
    expect(handlesIn(Array.from({ length: 5000 }, (_, n) => `@user${n}`).join(" "))).toHaveLength(100);
  });
});

it("cuts a text at those it really names, and loses no character of the rest", () => {
  const parts = splitAtMentions("Thanks @Dana, and @nobody. Or @dana.", new Set(["dana"]));
  expect(parts).toEqual(["Thanks ", { handle: "dana" }, ", and @nobody. Or ", { handle: "dana" }, "."]);
  expect(splitAtMentions("plain", new Set(["dana"]))).toEqual(["plain"]);
});
