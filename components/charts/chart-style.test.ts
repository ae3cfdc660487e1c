import { expect, it } from "vitest";
import { formatCompact } from "./chart-style";

it("writes counts of an axis in few characters, however large they are", () => {
  expect([0, 7, 950, 1_500, 120_000, 2_400_000].map(formatCompact)).toEqual(["0", "7", "950", "1.5K", "120K", "2.4M"]);
});
