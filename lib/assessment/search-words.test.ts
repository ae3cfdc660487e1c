import { describe, expect, it } from "vitest";
import { searchWords } from "./search-words";

describe("searchWords", () => {
  it("asks for every word as a prefix", () => {
    expect(searchWords("Sign build")).toMatchObject({
      plain: "sign:* & build:*",
      earlier: "sign:*",
      last: "build:*",
      patterns: ["% sign%", "% build%"],
    });
  });

  it("reads a half-typed word as the stem it grows from", () => {
    expect(searchWords("deploymen")?.lastReadings).toBe("deploymen:* | deployme | deploym | deploy | deplo | depl");
    expect(searchWords("mfa")?.lastReadings).toBe("mfa:*");
  });

  it("lets no operator through", () => {
    expect(searchWords("a' | !b & (c:*) <-> %_\\")?.plain).toBe("a:* & b:* & c:*");
    expect(searchWords("a_b%")?.patterns).toEqual(["% a%", "% b%"]);
  });

  it("has nothing to ask without a word", () => {
    expect(searchWords("  –!?  ")).toBeUndefined();
    expect(searchWords("")).toBeUndefined();
  });

  it("keeps letters of every script", () => {
    expect(searchWords("Tomás Ærø 東京")?.plain).toBe("tomás:* & ærø:* & 東京:*");
  });

  it("cuts what is too long", () => {
    expect(searchWords("x".repeat(200))?.last).toBe(`${"x".repeat(40)}:*`);
    expect(searchWords("a b c d e f g h i j")?.patterns).toHaveLength(8);
  });
});
