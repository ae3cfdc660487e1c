import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { offlineVerifier, offlineVerifiers } from "./bundle.mjs";

it.each(offlineVerifiers)("%s is the file that is handed out", async (name) => {
  expect(readFileSync(`public/${name}.mjs`, "utf8")).toBe(await offlineVerifier(name));
});
