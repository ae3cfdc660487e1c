import { expect, test } from "@playwright/test";

import { addBehind } from "./support/behind";
import { expectReady, question, stage } from "./support/section-page";
import { enter, personIn } from "./support/sign-in";

test("a product is moved to the newer version of its questionnaire, after a look at what that does", async ({
  page,
  browser,
}) => {
  const superuser = await personIn(browser, "superuser@demo.test");
  const product = await addBehind(superuser);
  await enter(page, "client@demo.test");

  // An answer is being given while the product moves: it is kept here, and says why it is not taken.
  const stale = await page.context().newPage();
  await stale.goto(`/products/${product.id}`);
  await stale
    .getByRole("link", { name: /Practice/ })
    .first()
    .click();
  await expectReady(stale);
  await expect(question(stale, 4)).toContainText("Is there a fax machine?");

  await page.goto(`/products/${product.id}`);
  await expect(page.getByText("A newer version of this questionnaire is available")).toBeVisible();
  await page.getByRole("link", { name: "See what a move would do" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Move to version 2.0");
  const asked = page.getByRole("list", { name: "Ask again" }).getByRole("listitem");
  await expect(asked).toHaveCount(2);
  await expect(asked.filter({ hasText: "Who reviews a change?" })).toContainText("before it is merged");
  await expect(asked.filter({ hasText: "How are secrets kept?" })).toContainText("Unanswered");
  await page.getByRole("link", { name: /^Drop/ }).click();
  await expect(page.getByRole("list", { name: "Drop" })).toContainText("Is there a fax machine?");
  await page.getByRole("link", { name: /^New questions/ }).click();
  await expect(page.getByRole("list", { name: "New questions" })).toContainText("Is every release signed?");
  await page.getByRole("button", { name: "Move to version 2.0" }).click();
  const confirm = page.getByRole("alertdialog", { name: "Move to version 2.0?" });
  await expect(confirm).toContainText("1 answer kept, 2 asked again, 1 dropped into the history");
  await confirm.getByRole("button", { name: "Move to version 2.0" }).click();
  await expect(page).toHaveURL(new RegExp(`/products/${product.id}$`));
  await expect(page.getByText("A newer version of this questionnaire is available")).toHaveCount(0);
  await page.goto(`/products/${product.id}/rounds`);
  await expect(page.getByRole("table", { name: "Snapshots" })).toContainText("Moved to a newer version");

  await stage(stale, 4, 3).check({ force: true });
  await expect(stale.getByText(/has moved to version 2.0 of its questionnaire/).first()).toBeVisible();

  await superuser.context().close();
});
