import { expect, test } from "@playwright/test";

import { newProduct } from "./support/product";
import {
  expectCurrent,
  expectReady,
  expectSaved,
  openFirstQuestion,
  question,
  saveState,
  stage,
} from "./support/section-page";
import { enter, personIn, signIn } from "./support/sign-in";

const CLIENT = "client@demo.test";
const SAVE = "**/api/save_response";

test("answers made without a connection survive a reload and are sent when it returns", async ({ page, context }) => {
  await enter(page, CLIENT);
  const address = await openFirstQuestion(page, await newProduct(page, "Offline"));
  await context.setOffline(true);
  await page.keyboard.press("2");
  await page.keyboard.press("n");
  await expectCurrent(page, 2);
  await page.keyboard.press("4");
  await expect(saveState(page)).toHaveText("Offline, 2 answers kept here");
  await expect(question(page, 1).getByText("Kept here")).toBeVisible();
  await context.setOffline(false);
  await expectSaved(page);

  await context.setOffline(true);
  await page.keyboard.press("c");
  await page.keyboard.type("Written on a train");
  await page.keyboard.press("Tab");
  await expect(saveState(page)).toHaveText("Offline, 1 answer kept here");
  await expect(page.reload()).rejects.toThrow("ERR_INTERNET_DISCONNECTED");
  await context.setOffline(false);
  await page.goto(address);
  await expectReady(page);
  await expect(stage(page, 1, 2)).toBeChecked();
  await expect(stage(page, 2, 4)).toBeChecked();
  await expect(question(page, 2).getByLabel("Comment for the reviewer")).toHaveValue("Written on a train");
  await expectSaved(page);
});

test("a closed tab's answers are there in the next one, and are sent", async ({ page, context }) => {
  await enter(page, CLIENT);
  const address = await openFirstQuestion(page, await newProduct(page, "Crash"));
  await context.route(SAVE, (route) => route.abort());
  await page.keyboard.press("4");
  await page.keyboard.press("c");
  await page.keyboard.type("Written on a train");
  await expect(saveState(page)).toHaveText("Offline, 1 answer kept here");
  await page.close();

  const again = await context.newPage();
  await again.goto(address);
  await expectReady(again);
  await expect(stage(again, 1, 4)).toBeChecked();
  await expect(question(again, 1).getByLabel("Comment for the reviewer")).toHaveValue("Written on a train");
  await expect(saveState(again)).toHaveText("Offline, 1 answer kept here");
  // Nothing gets through before the click: what is tried by itself meanwhile must not be taken for it.
  await again.evaluate(() => document.addEventListener("click", () => (document.body.dataset.clicked = ""), true));
  await context.unroute(SAVE);
  await context.route(SAVE, async (route) =>
    (await again.evaluate(() => "clicked" in document.body.dataset)) ? route.continue() : route.abort(),
  );
  await again.getByRole("button", { name: "Try now" }).click();
  await expectSaved(again);
});

test("what arrived though its acknowledgement was lost is not saved twice", async ({ page }) => {
  await enter(page, CLIENT);
  await openFirstQuestion(page, await newProduct(page, "Once"));
  let lost = 0;
  await page.route(SAVE, async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press("3");
  await expectSaved(page);
  expect(lost).toBe(1);
  await question(page, 1).getByRole("button", { name: "History" }).click();
  const history = page.getByRole("dialog", { name: "History" });
  await expect(history.getByText("Version 1")).toBeVisible();
  await expect(history.getByText("Version 2")).toHaveCount(0);
});

for (const { choice, stands } of [
  { choice: "Keep mine", stands: 5 },
  { choice: "Take theirs", stands: 2 },
]) {
  test(`an answer changed elsewhere is shown beside one's own: ${choice}`, async ({ page, browser }) => {
    await enter(page, CLIENT);
    const address = await openFirstQuestion(page, await newProduct(page, "Conflict"));
    const other = await personIn(browser, CLIENT);
    await other.goto(address);
    await expectReady(other);
    await page.keyboard.press("2");
    await expectSaved(page);
    await other.keyboard.press("5");
    await expect(saveState(other)).toHaveText("Changed by Dana Whitfield");
    await other.getByRole("button", { name: "Compare" }).click();
    const both = question(other, 1).getByRole("region", { name: "Two answers to compare" });
    await expect(both.getByText(/^2\. /)).toBeVisible();
    await expect(both.getByText(/^5\. /)).toBeVisible();
    await both.getByRole("button", { name: choice }).click();
    await expect(both).toBeHidden();
    await expect(stage(other, 1, stands)).toBeChecked();
    await expect(saveState(other)).toHaveText(/^Save/);
    await page.reload();
    await expect(stage(page, 1, stands)).toBeChecked();
    await other.context().close();
  });
}

test("two tabs of one person stay together", async ({ page, context }) => {
  await enter(page, CLIENT);
  const address = await openFirstQuestion(page, await newProduct(page, "Tabs"));
  const second = await context.newPage();
  await second.goto(address);
  await expectReady(second);
  await page.bringToFront();
  await page.keyboard.press("3");
  await expectSaved(page);
  await expect(stage(second, 1, 3)).toBeChecked();
  await second.bringToFront();
  await second.keyboard.press("4");
  await expectSaved(second);
  await expect(stage(page, 1, 4)).toBeChecked();
});

test("signing out asks before it discards answers", async ({ page, context }) => {
  await signIn(page, CLIENT);
  const address = await openFirstQuestion(page, await newProduct(page, "Leaving"));
  await context.route(SAVE, (route) => route.abort());
  await page.keyboard.press("1");
  await expect(saveState(page)).toHaveText("Offline, 1 answer kept here");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const warning = page.getByRole("alertdialog", { name: "Sign out with 1 unsaved answer?" });
  await warning.getByRole("button", { name: "Stay signed in" }).click();
  await expect(page).toHaveURL(address);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await warning.getByRole("button", { name: "Discard and sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("answer")))).toEqual([]);
});
