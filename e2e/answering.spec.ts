import { expect, test } from "@playwright/test";

import { newProduct, questions } from "./support/product";
import {
  expectCurrent,
  expectReady,
  expectSaved,
  openFirstQuestion,
  question,
  saveState,
  stage,
} from "./support/section-page";
import { enter } from "./support/sign-in";

test.beforeEach(({ page }) => enter(page, "client@demo.test"));

test("a section is answered by keyboard alone, and goes on where it was left", async ({ page }) => {
  const product = await newProduct(page, "Answering");
  await openFirstQuestion(page, product);

  await page.keyboard.press("3");
  await expect(stage(page, 1, 3)).toBeChecked();
  await expectSaved(page);
  await page.keyboard.press("n");
  await expectCurrent(page, 2);
  await expect(question(page, 2).getByRole("heading")).toBeFocused();
  await page.keyboard.press("x");
  await expect(saveState(page)).toHaveText("1 answer waiting for a reason");
  await page.keyboard.type("There is no pipeline");
  await page.keyboard.press("Tab");
  await expectSaved(page);
  await page.keyboard.press("u");
  await expectCurrent(page, 3);
  await page.keyboard.press("5");
  await page.keyboard.press("c");
  await page.keyboard.type("Since May, 1 exception");
  await expect(question(page, 3).getByLabel("Comment for the reviewer")).toHaveValue("Since May, 1 exception");
  await page.keyboard.press("Tab");
  await expect(stage(page, 3, 5)).toBeChecked();
  await page.keyboard.press("p");
  await expectCurrent(page, 2);
  await expectSaved(page);

  await page.reload();
  await expectReady(page);
  await expect(stage(page, 1, 3)).toBeChecked();
  await expect(question(page, 2).getByLabel("Why it does not apply")).toHaveValue("There is no pipeline");
  await expect(stage(page, 3, 5)).toBeChecked();
  await expect(question(page, 3).getByLabel("Comment for the reviewer")).toHaveValue("Since May, 1 exception");

  await page.goto(`/products/${product.id}`);
  await expect(page.getByText("2 of 114 questions answered")).toBeVisible();
  await page.getByRole("link", { name: "Continue at question 4" }).click();
  await expectCurrent(page, 4);
  await expect(question(page, 4).getByRole("heading")).toBeFocused();
});

test("keys pressed faster than the page draws go to the question they were meant for", async ({ page }) => {
  await openFirstQuestion(page, await newProduct(page, "Fast"));
  const browser = await page.context().newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  for (const key of "2n4nn3p1") await page.keyboard.press(key);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await expect(stage(page, 1, 2)).toBeChecked();
  await expect(stage(page, 2, 4)).toBeChecked();
  await expect(stage(page, 4, 3)).toBeChecked();
  await expect(stage(page, 3, 1)).toBeChecked();
  await expectCurrent(page, 3);
  await expectSaved(page);
});

test("? lists the keys, which can be switched off", async ({ page }) => {
  await openFirstQuestion(page, await newProduct(page, "Keys"));
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  for (const label of ["Choose a stage", "Next question", "Next unanswered question, in any section", "Evidence"]) {
    await expect(help.getByText(label, { exact: true })).toBeVisible();
  }
  await expect(help.getByText("1–5")).toBeVisible();
  await help.getByRole("switch").click();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("n");
  await page.keyboard.press("2");
  await stage(page, 1, 3).focus();
  await page.keyboard.press("Space");
  await expect(stage(page, 1, 3)).toBeChecked();
  await expectSaved(page);
  await expect(stage(page, 2, 2)).not.toBeChecked();
});

test("native radio buttons, own words with a suggested score, and no choice after all", async ({ page }) => {
  await openFirstQuestion(page, await newProduct(page, "Words"));
  await stage(page, 1, 2).focus();
  await page.keyboard.press("ArrowDown");
  await expect(stage(page, 1, 3)).toBeChecked();
  await expectSaved(page);
  await question(page, 1).getByRole("button", { name: "Clear choice" }).click();
  await expect(stage(page, 1, 3)).not.toBeChecked();
  await question(page, 1).getByRole("button", { name: "Own words" }).click();
  await question(page, 1).getByLabel("In your own words").fill("Every build is reviewed by a person");
  await expect(question(page, 1).getByText("suggested", { exact: true })).toBeVisible();
  await expect(
    question(page, 1).getByText(/^Raised by “.*reviewed.*”, confidence \d+ %\. Choose a stage/),
  ).toBeVisible();
  await expectSaved(page);
  await question(page, 1).getByLabel("In your own words").fill("We take security very seriously.");
  await expect(
    question(page, 1).getByText(/^No score suggested: .* Say more about it, or choose a stage\.$/),
  ).toBeVisible();
  await expect(question(page, 1).getByText("suggested", { exact: true })).toBeHidden();
  await expectSaved(page);
});

test("what does not apply wants a reason, and can apply after all", async ({ page }) => {
  const product = await newProduct(page, "Applicable");
  const address = await openFirstQuestion(page, product);
  await question(page, 1).getByRole("button", { name: "Not applicable" }).click();
  const reason = question(page, 1).getByLabel("Why it does not apply");
  await expect(reason).toBeFocused();
  await expect(question(page, 1).getByText("Needs a reason")).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit section" })).toBeDisabled();
  await reason.fill("Nothing is deployed");
  await expectSaved(page);
  await page.goto(`/products/${product.id}`);
  await expect(page.getByText("0 of 114 questions answered")).toBeVisible();
  await page.goto(address);
  await expectReady(page);
  await question(page, 1).getByRole("button", { name: "It applies after all" }).click();
  await stage(page, 1, 1).check();
  await expectSaved(page);
  await page.reload();
  await expect(stage(page, 1, 1)).toBeChecked();
});

test("a section is handed in, and what is missing is listed with links", async ({ page }) => {
  await openFirstQuestion(page, await newProduct(page, "Missing"));
  await page.keyboard.press("3");
  await expectSaved(page);
  await page.getByRole("button", { name: "Submit section" }).click();
  await expect(page.getByText("1 answer handed in for review.")).toBeVisible();
  await expect(question(page, 1).getByText("Submitted")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Not answered yet \(\d+\)$/ })).toBeVisible();
  await page.getByRole("link", { name: questions[2] }).click();
  await expectCurrent(page, 3);
  await expect(question(page, 3).getByRole("heading")).toBeInViewport();
  await page.keyboard.press("4");
  await expect(stage(page, 3, 4)).toBeChecked();
  await expectSaved(page);
  await expect(page.getByRole("link", { name: questions[2] })).toHaveCount(0);
});
