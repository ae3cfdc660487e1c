import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { offlineVerifier } from "./bundle.mjs";

it("is the file that is handed out", async () => {
  expect(readFileSync("public/verify-trail.mjs", "utf8")).toBe(await offlineVerifier());
});
