import { expect, it } from "vitest";
import { placeMatch } from "./match-place";

const at = (text: string, matched: string, start?: number, end?: number, terms: string[] = []) =>
  placeMatch(text, { matched, start, end, terms });

it("believes offsets where the text there is the match", () => {
  expect(at("fresh snow", "snow", 6, 10)).toEqual({ start: 6, end: 10, moved: false });
  expect(at("fresh SNOW", "snow", 6, 10)).toEqual({ start: 6, end: 10, moved: false });
});

it("reads offsets that count characters", () => {
  expect(at("❄️💊💊 snow", "snow", 5, 9)).toEqual({ start: 7, end: 11, moved: false });
});

it("finds the nearest place where offsets are wrong or missing", () => {
  expect(at("snow and snow and snow", "snow", 10)).toEqual({ start: 9, end: 13, moved: true });
  expect(at("fresh snow", "Snow")).toEqual({ start: 6, end: 10, moved: true });
});

it("looks for the rule's terms where nobody says what matched", () => {
  expect(at("fresh ice", "", undefined, undefined, ["snow", "ice"])).toEqual({ start: 6, end: 9, moved: true });
  expect(at("fresh ice", "", 6, 9, ["snow", "ice"])).toEqual({ start: 6, end: 9, moved: false });
  expect(at("fresh ice", "", 0, 5, ["snow"])).toBeUndefined();
});

it("finds nothing that is not there", () => {
  expect(at("fresh ice", "snow", 6, 10)).toBeUndefined();
  expect(at("", "snow", 0, 4)).toBeUndefined();
  expect(at("fresh ice", "ice", 1e9)).toEqual({ start: 6, end: 9, moved: true });
});
