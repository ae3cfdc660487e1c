import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";

import { expectKeys } from "./support/keys";
import { callApi, handIn } from "./support/product";
import { personIn } from "./support/sign-in";

/*
 * One pass through an assessment by three people: the client has answered and handed in, the lead judges, the client plans
 * and closes the round, its report is printed, and a superuser finds all of it in the trail.
 */
let client: Page;
let lead: Page;
let superuser: Page;
test.beforeEach(async ({ browser }) => {
  [client, lead, superuser] = await Promise.all([
    personIn(browser, "client@demo.test"),
    personIn(browser, "lead@demo.test"),
    personIn(browser, "superuser@demo.test"),
  ]);
});
test.afterEach(() => Promise.all([client, lead, superuser].map((page) => page.context().close())));

test("a full round by three people ends in a report that proves itself", async () => {
  const product = await handIn(client);

  await lead.goto(`/reviews/${product.answers[0].response_id}?product_id=${product.id}`);
  for (const { question } of product.answers) {
    await expect(lead.getByRole("heading", { level: 2, name: question })).toBeVisible();
    await expectKeys(lead, "Approve");
    await lead.keyboard.press("a");
  }
  await expect(lead.getByText("Nothing waits here")).toBeVisible();

  await client.goto(`/products/${product.id}/plan`);
  await client
    .getByRole("link", { name: /Plan this/ })
    .first()
    .click();
  const drawer = client.getByRole("dialog", { name: "New action" });
  await drawer.getByLabel("Title").fill("Sign every artifact");
  await drawer.getByRole("button", { name: "Plan action" }).click();
  await expect(drawer).toBeHidden();

  await client.goto(`/products/${product.id}/rounds`);
  await client.getByRole("button", { name: "Close round 1" }).click();
  await client.getByRole("alertdialog").getByRole("button", { name: "Close round 1" }).click();
  await expect(client.getByText("Round 1 is closed")).toBeVisible();

  await client.getByRole("link", { name: "Reports" }).click();
  const closing = client.getByRole("combobox", { name: "Shows" });
  await closing.selectOption({ index: 1 });
  await client.getByRole("button", { name: "Make report" }).click();
  await expect(client.getByRole("link", { name: /^PDF/ })).toBeVisible({ timeout: 90_000 });
  const [pdf, json] = [await download(client, /^PDF/), await download(client, /^JSON/)];
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const report = JSON.parse(json.toString()) as {
    overall: { score: number };
    validated: { score: number };
    plan: { title: string }[];
    answers: { status: string }[];
  };
  expect(report.plan.map(({ title }) => title)).toEqual(["Sign every artifact"]);
  expect(report.answers.filter(({ status }) => status === "approved")).toHaveLength(3);
  const scores = await callApi<{ overall_score: number; validated: { overall_score: number } }>(
    client,
    `/api/maturity_scores/${product.id}/${product.owner_id}`,
  );
  expect([report.overall.score, report.validated.score]).toEqual([
    scores.overall_score,
    scores.validated.overall_score,
  ]);

  const { audit_entries: entries } = await callApi<{ audit_entries: { action: string; new_values: object }[] }>(
    superuser,
    "/api/audit_trail?table_name=reports&limit=50",
  );
  const hash = createHash("sha256").update(json).digest("hex");
  const ours = entries.filter(({ new_values }) => "content_hash" in new_values && new_values.content_hash === hash);
  expect(ours.map(({ action }) => action).sort()).toEqual(["EXPORT", "EXPORT", "INSERT"]);
  await superuser.goto(`/products/${product.id}/reports`);
  await superuser.getByRole("button", { name: /^Verify/ }).click();
  await expect(superuser.getByText("Unaltered", { exact: true })).toBeVisible();
});

async function download(page: Page, name: RegExp) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name }).first().click();
  return readFile(await (await waiting).path());
}
