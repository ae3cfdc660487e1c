import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

import { signIn } from "./support/sign-in";

test("a product's page says who changed what, to those who see the product", async ({ page, browser, baseURL }) => {
  await signIn(page, "client@other.test");
  const name = `Ledger ${Date.now()}`;
  const made = await page.request.post("/api/v1/products", { data: { name }, headers: { origin: baseURL! } });
  const { id } = (await made.json()) as { id: number };
  await page.goto(`/products/${id}/edit`);
  await page.getByLabel("Name", { exact: true }).fill(`${name}, renamed`);
  await page.getByRole("button", { name: "Save" }).click();
  await page.goto(`/products/${id}`);
  await page.getByRole("link", { name: "History" }).click();
  const drawer = page.getByRole("dialog", { name: "History" });
  const entries = drawer.getByRole("listitem");
  await expect(entries.first()).toContainText("Noor Haddad changed it");
  const row = entries
    .first()
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "Name" }) });
  await expect(row.getByRole("cell")).toHaveText([name, `${name}, renamed`]);
  await expect(entries.last()).toContainText("Noor Haddad created it");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await drawer.getByRole("button", { name: "Close panel" }).click();
  await expect(page).toHaveURL(`/products/${id}`);

  const others = await browser.newContext({ baseURL });
  const lead = await others.newPage();
  await signIn(lead, "lead@other.test");
  await lead.goto(`/products/${id}?history=1`);
  await expect(lead.getByRole("dialog", { name: "History" }).getByRole("listitem").first()).toContainText(
    "Noor Haddad",
  );
  await lead.goto(`/products/${id}?history=nonsense`);
  await expect(lead.getByRole("dialog", { name: "History" })).toBeVisible();
  await others.close();
});

test("a review shows the versions of the answer", async ({ page }) => {
  await signIn(page, "lead@demo.test");
  await page.goto("/reviews");
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("button", { name: "History of this answer" }).click();
  const drawer = page.getByRole("dialog", { name: "History" });
  await expect(drawer.getByText("Version 1", { exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
