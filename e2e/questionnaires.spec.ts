import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";

import { callApi } from "./support/product";
import { csvOf, sheetRows } from "./support/questionnaire-files";
import { enter } from "./support/sign-in";

test("a superuser looks a file over, stores what is good of it, publishes and exports it", async ({ page }) => {
  const title = `Sheet ${randomUUID()}`;
  const rows = sheetRows();
  rows.push([null, null, null, null, "Everyone", "many"]);
  const file = { name: `${title}.xlsx`, mimeType: "text/csv", buffer: Buffer.from(csvOf(rows)) };

  await enter(page, "superuser@demo.test");
  await page.goto("/admin/questionnaires");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
  await expect(page.getByText("CSV spreadsheet")).toBeVisible();

  const rejected = page.getByRole("region", { name: "1 place is rejected" });
  await expect(rejected).toContainText("row 9, Scores");
  await expect(rejected).toContainText("“many” is no number from 0 to 5.");
  const tree = page.getByRole("region", { name: "What is in it" });
  await tree.getByRole("button", { name: /^Build and Delivery/ }).click();
  await tree.getByRole("button", { name: /^Pipelines/ }).click();
  await expect(tree.getByText("How are releases made?")).toBeVisible();

  await page.getByRole("button", { name: "Store the rest as draft" }).click();
  await page.waitForURL("**/admin/questionnaires");
  const row = page.getByRole("row").filter({ hasText: title });
  await expect(row).toContainText("Draft");
  await row.getByRole("button", { name: `Publish ${title} 1.0` }).click();
  await page.getByRole("button", { name: "Publish version" }).click();
  await expect(row).toContainText("Published");

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: `Export ${title} 1.0` }).click(),
  ]);
  const { questionnaires } = await callApi<{ questionnaires: { id: number; title: string }[] }>(
    page,
    "/api/v1/questionnaires",
  );
  const { id } = questionnaires.find((version) => version.title === title)!;
  const exported = await callApi<{ format: string }>(page, `/api/v1/questionnaires/${id}`);
  expect(exported.format).toBe("securesphere.questionnaire");

  // Its own export is known again, and asks for another version.
  await page.goto("/admin/questionnaires/import");
  await page.locator("input[type=file]").setInputFiles(await download.path());
  await expect(page.getByText("Version 1.0 is there already.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Store as draft" })).toBeDisabled();
  await page.getByLabel("Version").fill("1.1");
  await page.getByRole("button", { name: "Store as draft" }).click();
  await page.waitForURL("**/admin/questionnaires");
  const versions = page.getByRole("row").filter({ hasText: title });
  await expect(versions).toHaveCount(2);

  // A draft can be thrown away, what is published cannot.
  await versions.getByRole("button", { name: `Delete ${title}` }).click();
  await page.getByRole("button", { name: "Delete draft" }).click();
  await expect(versions).toHaveCount(1);
  await expect(versions).toContainText("Published");
  await expect(versions.getByRole("button", { name: `Delete ${title}` })).toHaveCount(0);
});

test("a file that is nothing known is refused in words, and nothing is stored", async ({ page }) => {
  await enter(page, "superuser@demo.test");
  await page.goto("/admin/questionnaires/import");
  const file = { name: "Letter.xlsx", mimeType: "text/plain", buffer: Buffer.from("Dear auditor,\nall is well.\n") };
  await page.locator("input[type=file]").setInputFiles(file);
  await expect(page.getByText(/Letter\.xlsx: The file is none of the known formats/)).toBeVisible();
});

test("nobody but superusers is shown the import", async ({ page }) => {
  await enter(page, "lead@demo.test");
  await page.goto("/admin/questionnaires/import");
  await expect(page.getByRole("heading", { name: "Import a questionnaire" })).toHaveCount(0);
});
