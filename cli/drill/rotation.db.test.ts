import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it(
  "renews all keys while people work, killed in the middle, and opens everything without the old one",
  {
    timeout: 300_000,
  },
  () => {
    const run = spawnSync(process.execPath, ["cli/run.mjs", "drill", "rotation", "--json"], { encoding: "utf8" });
    expect(run.stderr).toContain("Be refused with another key");
    expect(run.status).toBe(0);
    const result = JSON.parse(run.stdout) as Record<string, number>;
    expect(result).toMatchObject({ ok: true, kills: 2 });
    for (const name of ["reads", "writes", "files", "destroyed", "entries"])
      expect([name, result[name]! > 0]).toEqual([name, true]);
  },
);
