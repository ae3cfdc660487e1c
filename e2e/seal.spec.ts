import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";

import { enter } from "./support/sign-in";

test("a superuser verifies the sealed trail, and takes it out to where nothing of ours runs", async ({ page }) => {
  const directory = mkdtempSync(path.join(os.tmpdir(), "seal-"));
  try {
    await enter(page, "superuser@demo.test");
    await page.goto("/admin/audit");
    await page.getByRole("link", { name: "Seal", exact: true }).click();
    await expect(page.getByText("Up to date")).toBeVisible();

    await page.getByRole("button", { name: "Verify the trail" }).click();
    await expect(page.getByRole("list", { name: "Verifications" }).getByText("Verifies").first()).toBeVisible();

    await page.getByRole("button", { name: "Make the file" }).click();
    const made = page.getByRole("list", { name: "Files" }).getByRole("link").first();
    await expect(made).toContainText("JSON Lines");
    const keep = async (link: typeof made, name: string) => {
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      await download.saveAs(path.join(directory, name));
    };
    await keep(made, "trail.jsonl");
    await keep(page.getByRole("link", { name: "Checkpoints" }), "witness.jsonl");
    await keep(page.getByRole("link", { name: "Verifier" }), "verify-trail.mjs");
    const words = ["verify-trail.mjs", "trail.jsonl", "--witness", "witness.jsonl"];
    const run = spawnSync(process.execPath, words, { cwd: directory, encoding: "utf8" });
    expect(run.stdout).toContain("OK: ");
    expect(run.status).toBe(0);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
