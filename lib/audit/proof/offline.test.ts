import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

it("is the file that is handed out", async () => {
  const bundle = path.resolve("cli/prepare/bundle.mjs");
  const { offlineVerifier } = (await import(bundle)) as { offlineVerifier: () => Promise<string> };
  expect(readFileSync("public/verify-trail.mjs", "utf8")).toBe(await offlineVerifier());
});
