import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";

import { enter } from "./support/sign-in";

test("a superuser makes a backup, sees it proven by restoring it, takes it away and sets when they are made", async ({
  page,
}) => {
  await enter(page, "superuser@demo.test");
  await page.goto("/admin/backups");
  await page.getByRole("button", { name: "Back up now" }).click();
  const stop = page.getByRole("button", { name: "Stop Backup" });
  await expect(stop.first()).toBeVisible();
  await expect(stop).toHaveCount(0, { timeout: 150_000 });
  const newest = page.getByRole("table", { name: "Backups" }).getByRole("row").nth(1);
  await expect(newest).toContainText("Verified");

  await newest.getByRole("link").click();
  const drawer = page.getByRole("dialog", { name: "Backup" });
  await expect(drawer).toContainText("What restoring it has shown");
  await expect(drawer).toContainText(/[\d,]+ rows of \d+ tables/);
  await expect(drawer).toContainText("scores, recomputed");
  const stated = await drawer.getByText(/^[0-9a-f]{64}$/).textContent();
  const downloading = page.waitForEvent("download");
  await drawer.getByRole("link", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^\d{8}T\d{6}Z-[0-9a-f]{8}\.tar\.age$/);
  const bytes = readFileSync(await download.path());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(stated);
  expect(bytes.toString("latin1", 0, 21)).toBe("age-encryption.org/v1");

  await page.goto("/admin/backups?settings=1");
  await page.getByLabel("Schedule").fill("every night");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByLabel("Schedule")).toHaveAccessibleDescription(/is not a schedule/);
  await page.getByLabel("Schedule").fill("15 3 * * *");
  await page.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByText("Schedule 15 3 * * * (UTC)")).toBeVisible();

  await page.goto("/admin/audit?action=BACKUP_DOWNLOADED");
  await expect(page.getByRole("table")).toContainText("Backup downloaded");
});
