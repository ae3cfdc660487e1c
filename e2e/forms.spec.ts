import { expect, test } from "@playwright/test";

import { signIn } from "./support/sign-in";

test("a product is made and changed; what is wrong with an address stands beside it", async ({ page }) => {
  const name = `Ferry ${Date.now()}`;
  await signIn(page, "client@other.test");
  await page.goto("/products/new");
  await page.getByLabel("Address").fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Address")).toHaveAccessibleDescription(/is not an address/);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Address").fill("https://ferry.test");
  await page.getByLabel("Target level").selectOption("3.5");
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/products\/\d+$/);

  await page.goto(`${page.url()}/edit`);
  await expect(page.getByLabel("Address")).toHaveValue("https://ferry.test");
  await expect(page.getByLabel("Target level")).toHaveValue("3.5");
  await page.getByLabel("Target level").selectOption("");
  await page.getByLabel("Language").fill("Go");
  await page.getByRole("button", { name: "Save product" }).click();
  await expect(page.getByText("Product saved")).toBeVisible();
  await expect(page).toHaveURL(/\/products\/\d+$/);
  await page.goto(`${page.url()}/edit`);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
  await expect(page.getByLabel("Language")).toHaveValue("Go");
  await expect(page.getByLabel("Target level")).toHaveValue("");

  await page.goto("/products/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/is the name of another product/);
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
});

test("a filter that is entered while a list is on its way counts, too", async ({ page }) => {
  await signIn(page, "superuser@demo.test");
  await page.goto("/admin/audit");
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/admin\/audit\?table_name=products&_rsc=/, async (route) => {
    await arrived;
    await route.continue();
  });
  await page.getByLabel("Record").selectOption("products");
  await page.getByLabel("Number").fill("1");
  await page.getByLabel("Number").press("Enter");
  await expect(page).toHaveURL(/table_name=products&record_id=1$/);
  arrive();
  await expect(page.getByRole("table", { name: "Entries of the audit trail" })).toBeVisible();
  await expect(page).toHaveURL(/table_name=products&record_id=1$/);
});

test("a superuser chooses from a list, and the list says when nothing is chosen", async ({ page }) => {
  const name = `made${Date.now()}`;
  await signIn(page, "superuser@demo.test");
  await page.goto("/admin/users?new=1");
  const drawer = page.getByRole("dialog", { name: "Create account" });
  await drawer.getByLabel("E-mail").fill("nowhere");
  await drawer.getByRole("button", { name: "Create account" }).click();
  const organization = drawer.getByRole("combobox", { name: "Organization" });
  await expect(organization).toBeFocused();
  await expect(organization).toHaveAccessibleDescription("Choose an organization from the list.");
  await expect(drawer.getByLabel("E-mail")).toHaveAccessibleDescription(/should be an e-mail address/);
  await organization.fill("Harbor");
  await page.getByRole("option", { name: /Harbor/ }).click();
  await expect(organization).not.toHaveAttribute("aria-invalid");
  await drawer.getByLabel("User name").fill(name);
  await drawer.getByLabel("E-mail").fill("client@demo.test");
  await drawer.getByRole("button", { name: "Create account" }).click();
  await expect(drawer.getByLabel("E-mail")).toHaveAccessibleDescription(/already an account/);
  await drawer.getByLabel("E-mail").fill(`${name}@example.test`);
  await drawer.getByLabel("Role").selectOption("lead");
  await drawer.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/admin\/users\/\d+$/);

  await page.goto("/admin/organizations?new=1");
  const made = page.getByRole("dialog", { name: "New organization" });
  await made.getByLabel("Name").fill(name);
  await made.getByRole("button", { name: "Create organization" }).click();
  await expect(page).toHaveURL(/\/admin\/organizations\/\d+$/);
  await page.getByRole("button", { name: "Assign" }).click();
  const lead = page.getByRole("combobox", { name: "Assign a lead" });
  await expect(lead).toHaveAccessibleDescription("Choose a lead from the list.");
  await lead.fill(name);
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText(`Lead assigned to ${name}`)).toBeVisible();

  await page.goto("/products/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create product" }).click();
  const owners = page.getByRole("combobox", { name: "Organization" });
  await expect(owners).toHaveAccessibleDescription("is required");
  await expect(owners).toBeFocused();
  await owners.fill("Harbor");
  await page.getByRole("option", { name: /Harbor/ }).click();
  await page.getByRole("combobox", { name: "Owner" }).click();
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "Create product" }).click();
  await expect(page).toHaveURL(/\/products\/\d+$/);
});

test("puts nothing typed into the address when sent before its script runs", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("User name or e-mail").fill("someone@demo.test");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByLabel("User name or e-mail")).toBeVisible();
  expect(page.url()).not.toContain("someone");
  await context.close();
});
