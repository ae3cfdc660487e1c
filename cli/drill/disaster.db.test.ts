import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { disasterDrill } from "./disaster";

const home = mkdtempSync(path.join(tmpdir(), "drill-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it("brings everything back after everything was destroyed", { timeout: 300_000 }, async () => {
  const said: string[] = [];
  const result = await disasterDrill(home, (line) => said.push(line));
  expect(result.ok).toBe(true);
  expect(result.steps.map(({ what }) => what)).toContain("Restore on the empty machine");
  expect(result.checked).toMatchObject({ evidence_files: expect.any(Number) });
  expect(result.checked!.evidence_files).toBeGreaterThan(0);
  expect(readdirSync(path.join(home, "elsewhere"))).toEqual([`${result.backup}.tar.age`]);
});
