import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";

import { NORTHWIND } from "./support/people";
import { enter } from "./support/sign-in";

test("a superuser counts the trail, tries out archiving, and holds an organization for the law", async ({ page }) => {
  await enter(page, "superuser@demo.test");
  await page.goto("/admin/audit");
  await page.getByRole("link", { name: "Statistics", exact: true }).click();
  await expect(page.getByRole("heading", { level: 2, name: /^[\d,]+ entries/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Entries by action" })).toContainText("Signed in");

  await page.goto("/admin/audit/archive");
  await expect(page.getByText("Every month stays in the database")).toBeVisible();
  await page.getByLabel("Months before").fill("2001-02");
  await page.getByRole("button", { name: "Dry run" }).click();
  await expect(page.getByRole("list", { name: "Archivings" })).toContainText("No month is old enough");

  // Of an organization of its own: a hold on others would be in the way of other tests.
  const name = `Held ${randomUUID().slice(0, 8)}`;
  await page.goto("/admin/organizations?new=1");
  const made = page.getByRole("dialog", { name: "New organization" });
  await made.getByLabel("Name").fill(name);
  await made.getByRole("button", { name: "Create organization" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.goto("/admin/audit/archive");
  await page.getByRole("combobox", { name: "Organization" }).fill(name);
  await page.getByRole("option", { name }).click();
  await page.getByLabel("Reason").fill("A claim before the court");
  await page.getByRole("button", { name: "Set a legal hold" }).click();
  const standing = page.getByRole("list", { name: "Standing holds" }).getByRole("listitem").filter({ hasText: name });
  await expect(standing).toContainText("A claim before the court");
  await standing.getByRole("button", { name: /Lift/ }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await dialog.getByLabel("Reason").fill("Settled");
  await dialog.getByRole("button", { name: "Lift the hold" }).click();
  await expect(standing).toHaveCount(0);
});

test("whoever sees a product reads what happened to it, and all about one answer", async ({ page }) => {
  await enter(page, "lead@demo.test");
  await page.goto("/products");
  await page.getByRole("row").filter({ hasText: NORTHWIND }).first().getByRole("link").first().click();
  await page.getByRole("link", { name: "Activity", exact: true }).click();
  const activity = page.getByRole("table", { name: "Activity" });
  await expect(activity).toContainText("answer");
  await activity.getByRole("row").filter({ hasText: "answer" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Everything about an answer" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Activity" })).toContainText("Created answer");
});
