import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

import { routeTable, TABLE_FILE } from "./generate-routes";

it("is what `npm run routes` makes of the folder app/api", () => {
  expect(readFileSync(TABLE_FILE, "utf8")).toBe(routeTable("."));
});
