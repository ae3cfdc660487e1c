import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";

import { enter } from "./support/sign-in";

test("a superuser writes the next version of a questionnaire, tries it, publishes it and sees what it changes", async ({
  page,
}) => {
  const version = `next-${randomUUID().slice(0, 8)}`;
  await enter(page, "superuser@demo.test");
  await page.goto("/admin/questionnaires");
  await page
    .getByRole("button", { name: /^New version of / })
    .first()
    .click();
  await page.getByRole("alertdialog").getByLabel("Version").fill(version);
  await page.getByRole("button", { name: "Create draft" }).click();
  await page.waitForURL("**/edit");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  // By keyboard: open the first section and dimension, move the first question down, the focus with it.
  const tree = page.getByRole("navigation", { name: "Contents" });
  const rows = tree.locator("[data-row]");
  const section = rows.first();
  await section.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  const moved = (await page.locator("[data-row]:focus").innerText()).split("\n")[0]!;
  await page.keyboard.press("Alt+ArrowDown");
  await expect(page.getByText(/is now 2 of \d+ in/)).toBeAttached();
  await expect(page.locator("[data-row]:focus")).toContainText(moved);
  await expect(rows.nth(3)).toContainText(moved);

  // A question after all others of its dimension, asked only if the first one says so.
  await tree
    .getByRole("button", { name: /^Actions for/ })
    .nth(1)
    .click();
  await page.getByRole("menuitem", { name: "Add question" }).click();
  await page.getByRole("textbox", { name: "Question", exact: true }).fill("Who may stop a release?");
  await expect(page.getByRole("button", { name: /problem.* before publishing/ })).toBeVisible();
  await page.getByRole("button", { name: "Add option" }).click();
  await page.getByLabel("Option 1: text").fill("Nobody");
  await page.getByRole("button", { name: "Add option" }).click();
  await page.getByLabel("Option 2: text").fill("Whoever sees a reason");
  await page.getByLabel("Score").nth(1).fill("5");
  await page.getByRole("button", { name: "Add condition" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  // What is deleted comes back.
  const added = tree.locator("[data-row]", { hasText: "Who may stop a release?" });
  await added.press("Delete");
  await expect(added).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(added).toHaveCount(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await page.reload();
  await tree.locator("[data-row]").first().click();
  await page.getByRole("button", { name: "Preview" }).click();
  await page.waitForURL("**/preview");
  const opened = page.getByRole("article").filter({ hasText: "Who may stop a release?" });
  await expect(opened).toContainText("Not asked");
  const deciding = (await opened.getByText(/^Depends on/).innerText()).match(/“(.*)” \(/)![1]!;
  await page
    .getByRole("article")
    .filter({ has: page.getByRole("heading", { name: deciding }) })
    .getByRole("radio")
    .first()
    .check();
  await expect(opened).not.toContainText("Not asked");
  await expect(opened.getByRole("radio")).toHaveCount(2);

  await page.getByRole("link", { name: "Edit" }).click();
  await page.waitForURL("**/edit");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish version" }).click();
  await page.waitForURL("**/admin/questionnaires");
  const row = page.getByRole("row").filter({ hasText: version });
  await expect(row).toContainText("Published");

  await row.getByRole("link", { name: /^Changes of/ }).click();
  await page.waitForURL("**/changes*");
  await expect(page.getByRole("region", { name: "1 question added" })).toContainText("Who may stop a release?");
  await expect(page.getByRole("region", { name: "1 question changed" })).toContainText("Order");
});

test("two authors of one draft never overwrite each other unseen, and nothing written is lost", async ({
  page,
  context,
}) => {
  const slug = `own-${randomUUID()}`;
  await enter(page, "superuser@demo.test");
  await page.goto("/admin/questionnaires/new");
  await page.getByLabel("Title").fill(`Own ${slug}`);
  await page.getByLabel("Short name").fill(slug);
  await page.getByRole("button", { name: "Create draft" }).click();
  await page.waitForURL("**/edit");
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByLabel("Licence").fill("Theirs");
  await expect(other.getByText("Saved", { exact: true })).toBeVisible();

  await page.getByLabel("Licence").fill("Mine");
  await expect(page.getByText("The draft was changed elsewhere since you opened it.")).toBeVisible();
  await expect(page.getByLabel("Licence")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await other.reload();
  await expect(other.getByLabel("Licence")).toHaveValue("Mine");

  // Without a connection what is written stays, and is sent when there is one.
  await context.setOffline(true);
  await page.getByLabel("Source", { exact: true }).fill("Of our own");
  await expect(page.getByText("Not saved yet: trying again")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Source", { exact: true })).toHaveValue("Of our own");
});
