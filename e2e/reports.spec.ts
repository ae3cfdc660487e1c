import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { handIn } from "./support/product";
import { enter } from "./support/sign-in";

async function download(page: Page, name: RegExp) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name }).first().click();
  return readFile(await (await waiting).path());
}

test("a report is made, printed, and proven unaltered by whoever has it", async ({ page, browser }) => {
  await enter(page, "client@demo.test");
  const product = await handIn(page);
  await page.goto(`/products/${product.id}/reports`);
  await expect(page.getByText("No report yet")).toBeVisible();
  await page.getByRole("textbox", { name: "Title" }).fill("Second quarter");
  await page.getByRole("button", { name: "Make report" }).click();
  const row = page.getByRole("row").filter({ hasText: "Second quarter" });
  await expect(row).toBeVisible();
  await expect(row.getByRole("link", { name: /^PDF/ })).toBeVisible({ timeout: 60_000 });

  const pdf = await download(page, /^PDF/);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.includes("/StructTreeRoot"), "tagged for screen readers").toBe(true);
  const json = await download(page, /^JSON/);
  const stated = await row.getByRole("link", { name: /verifies/ }).getAttribute("href");
  expect(stated).toBe(`/verify/${createHash("sha256").update(json).digest("hex")}`);
  for (const format of ["DOCX", "XLSX"])
    expect((await download(page, new RegExp(`^${format}`))).subarray(0, 2).toString()).toBe("PK");

  await row.getByRole("button", { name: "Verify" }).click();
  await expect(row.getByText("Unaltered")).toBeVisible();

  const [opened] = await Promise.all([
    page.waitForEvent("popup"),
    row.getByRole("link", { name: /^Second quarter/ }).click(),
  ]);
  await expect(opened.getByRole("heading", { level: 1, name: "Second quarter" })).toBeVisible();
  await expect(opened.getByRole("img", { name: /Maturity by section/ })).toBeVisible();
  await opened.close();

  // Somebody without an account has the file alone.
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto("/verify");
  await stranger.getByLabel("File").setInputFiles({ name: "report.pdf", mimeType: "application/pdf", buffer: pdf });
  await expect(stranger.getByText("This print is unaltered")).toBeVisible();
  await stranger.goto("/verify");
  const changed = Buffer.concat([pdf, Buffer.from(" ")]);
  await stranger.getByLabel("File").setInputFiles({ name: "report.pdf", mimeType: "application/pdf", buffer: changed });
  await expect(stranger.getByText("Unknown here")).toBeVisible();
  await stranger.context().close();
});

test("an organization chooses how its reports look", async ({ page }) => {
  await enter(page, "client@other.test");
  await page.goto("/branding");
  await page.getByRole("textbox", { name: "Name on the cover" }).fill("Other & Sons");
  await page.getByRole("textbox", { name: "Colour" }).fill("red");
  await page.getByRole("button", { name: "Save branding" }).click();
  await expect(page.getByText("should be a colour such as #3a56d4")).toBeVisible();
  await page.getByRole("textbox", { name: "Colour" }).fill("#aa3311");
  await page.getByRole("button", { name: "Save branding" }).click();
  await expect(page.getByText("Reports look so from now on")).toBeVisible();
});
