import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("catches and names every way to tamper with the trail", { timeout: 120_000 }, () => {
  const run = spawnSync(process.execPath, ["cli/run.mjs", "drill", "tampering", "--json"], { encoding: "utf8" });
  expect(run.stderr).toContain("all sealed");
  const rehearsed = JSON.parse(run.stdout) as { name: string; caught: boolean; said: string }[];
  expect(rehearsed.filter(({ caught }) => !caught)).toEqual([]);
  expect(rehearsed.length).toBeGreaterThan(15);
  expect(run.status).toBe(0);
});
