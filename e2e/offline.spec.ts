import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import ExcelJS from "exceljs";

import { callApi, newProduct, questions } from "./support/product";
import { enter } from "./support/sign-in";

test("a client takes a workbook away, fills it in, and decides what changed meanwhile", async ({ page }) => {
  await enter(page, "client@demo.test");
  const product = await newProduct(page, "Offline");
  const [first, second, third] = questions as [string, string, string];
  const save = (question: string, answer: string) =>
    callApi(page, "/api/save_response", { product_id: product.id, question, answer });
  await save(second, "A");

  const exported: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/answers/export")) exported.push(request.url());
  });
  await page.goto(`/products/${product.id}`);
  await page.getByRole("link", { name: "Work offline" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Workbook (XLSX)" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`answers-${product.id}.xlsx`);
  // Looking at the page takes nothing away: each export stands in the audit trail. A download is no request of the page's.
  expect(exported).toEqual([]);

  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await readFile(await download.path())) as unknown as ExcelJS.Buffer);
  const sheet = workbook.getWorksheet("Answers")!;
  const headings = sheet.getRow(1).values as string[];
  const at = (title: string) => headings.indexOf(title);
  sheet.eachRow((row) => {
    const question = row.getCell(at("Question")).text;
    if (question === first) row.getCell(at("Answer")).value = "C";
    if (question === second) row.getCell(at("Answer")).value = "B";
    if (question === third) row.getCell(at("Reason")).value = "Not said of what";
  });
  await save(second, "D");

  const filled = Buffer.from(await workbook.xlsx.writeBuffer());
  await page.locator("input[type=file]").setInputFiles({ name: "filled.xlsx", mimeType: "", buffer: filled });
  await expect(page.getByText("Read filled.xlsx. Nothing is saved yet.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: first })).toContainText("C)");
  await page.getByRole("link", { name: "Errors" }).click();
  await expect(page.getByRole("row").filter({ hasText: third })).toContainText("Not applicable is not Yes");
  await page.getByRole("link", { name: "Conflicts" }).click();
  const conflict = page.getByRole("row").filter({ hasText: second });
  for (const said of ["ExportedA)", "StandsD)", "FileB)"]) await expect(conflict).toContainText(said);
  const confirm = page.getByRole("button", { name: /^Import \d+ answers?$/ });
  await expect(confirm).toBeDisabled();
  await conflict.getByRole("button", { name: /^Take the file’s/ }).click();
  await expect(confirm).toHaveText("Import 2 answers");
  await confirm.click();
  await expect(page.getByText("2 answers are imported. Nothing was submitted.")).toBeVisible();

  const { responses } = await callApi<{ responses: { question: string; maturity_score: number; status: string }[] }>(
    page,
    `/api/get_responses/${product.id}`,
  );
  expect(new Map(responses.map(({ question, status }) => [question, status]))).toEqual(
    new Map([
      [first, "draft"],
      [second, "draft"],
    ]),
  );

  // The same file again: all of it is done, but what was refused.
  await page.locator("input[type=file]").setInputFiles({ name: "filled.xlsx", mimeType: "", buffer: filled });
  await page.getByRole("link", { name: "Changes" }).click();
  await expect(page.getByText("No row changes an answer.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import 0 answers" })).toBeDisabled();
});

test("a lead takes answers away and brings none in", async ({ page }) => {
  await enter(page, "lead@demo.test");
  await page.goto("/products/1/offline");
  await expect(page.getByRole("link", { name: "CSV" })).toBeVisible();
  await expect(page.getByText("Answers cannot be imported here")).toBeVisible();
  await expect(page.locator("input[type=file]")).toHaveCount(0);
});
