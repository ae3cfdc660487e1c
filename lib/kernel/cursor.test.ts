import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor";

const code = (values: readonly (string | number)[], shape: string) => {
  try {
    decodeCursor(encodeCursor(values), shape);
    return "read";
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe("a cursor", () => {
  it.each([
    [["2026-11-22T14:30:42.212Z", 7], "tn"],
    [["2026-11-22 14:30:42.212345+00", 7], "tn"],
    [["2026-12-22", 2_147_483_647], "tn"],
    [["9999-12-31", -1], "tn"],
    [[7, "a"], "ns"],
    [[Number.MAX_SAFE_INTEGER, 7], "wn"],
  ] as const)("that a list returned is read: %j", (values, shape) => {
    expect(decodeCursor(encodeCursor(values), shape)).toEqual(values);
  });

  // The database knows neither such numbers nor such days: asked about them, it fails.
  it.each([
    [[2_147_483_648], "n"],
    [[-2_147_483_649], "n"],
    [[Number.MAX_SAFE_INTEGER], "n"],
    [[1.5], "n"],
    [[Number.MAX_SAFE_INTEGER + 1], "w"],
    [["7"], "w"],
    [["+275760-09-13T00:00:00.000Z"], "t"],
    [["-271821-04-20T00:00:00.000Z"], "t"],
    [["0000-01-01"], "t"],
    [["2026-02-31"], "t"],
    [["2026-01-01 (tea)"], "t"],
    [["1"], "t"],
    [["x".repeat(501)], "s"],
    [[1, 2], "n"],
  ] as const)("that no list returned is refused: %j", (values, shape) => {
    expect(code(values, shape)).toBe("malformed");
  });
});
