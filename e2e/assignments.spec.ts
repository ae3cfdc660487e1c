import { expect, test } from "@playwright/test";

import { makePerson, NORTHWIND } from "./support/people";
import { newProduct, questions } from "./support/product";
import { expectCurrent, expectReady, expectSaved, openFirstQuestion, question, stage } from "./support/section-page";
import { personIn } from "./support/sign-in";

test("a question is assigned with a day, and the colleague finds and answers it", async ({ browser }) => {
  const owner = await personIn(browser, makePerson("client", "Olga Thorne", NORTHWIND).email);
  const dana = makePerson("client", `Dana ${Date.now().toString(36)}`, NORTHWIND);
  const product = await newProduct(owner, "Assigned");
  await test.step("the owner assigns the second question", async () => {
    await openFirstQuestion(owner, product);
    await question(owner, 2).getByRole("button", { name: "More for this question" }).click();
    await owner.getByRole("menuitem", { name: "Assign to a colleague" }).click();
    const drawer = owner.getByRole("dialog", { name: "Assign this question" });
    await expect(owner).toHaveURL(/assign=1/);
    await drawer.getByRole("combobox", { name: "Who answers it" }).fill(dana.name);
    await owner.getByRole("option", { name: dana.name }).click();
    await drawer.getByLabel(/^Due/).fill("2020-02-01");
    await drawer.getByLabel(/^Note/).fill("You wrote the pipeline");
    await drawer.getByRole("button", { name: "Assign question" }).click();
    await expect(drawer).toBeHidden();
    await expect(question(owner, 2).getByText(`For ${dana.name}`)).toBeVisible();
  });
  await test.step("the product says who answers what", async () => {
    await owner.goto(`/products/${product.id}`);
    const region = owner.getByRole("region", { name: "Who answers what" });
    await expect(region.getByRole("link", { name: dana.name })).toBeVisible();
    await expect(region.getByText("1 overdue")).toBeVisible();
  });
  const colleague = await personIn(browser, dana.email);
  await test.step("the colleague finds it overdue in the to-do list", async () => {
    await colleague.goto("/to-do");
    const assigned = colleague.getByRole("list", { name: "Assigned to you" }).getByRole("listitem");
    await expect(assigned).toHaveCount(1);
    await expect(assigned).toContainText("Overdue since 1 Feb 2020");
    await expect(assigned).toContainText("You wrote the pipeline");
    await assigned.getByRole("link", { name: questions[1] }).click();
    await expect(colleague).toHaveURL(/mine=1/);
    await expectReady(colleague);
    await expect(colleague.getByRole("article")).toHaveCount(1);
    await expectCurrent(colleague, 1);
  });
  await test.step("and answers it", async () => {
    await stage(colleague, 1, 2).check();
    await expectSaved(colleague);
    await colleague.goto("/to-do");
    await expect(colleague.getByText("Nothing to do")).toBeVisible();
    await openSection(owner, product.id);
    await expect(question(owner, 2).getByText(new RegExp(`Answered by ${dana.name}`))).toBeVisible();
  });
  await owner.context().close();
  await colleague.context().close();
});

test("a section is assigned, and u walks through one's own questions alone", async ({ browser }) => {
  const owner = await personIn(browser, makePerson("client", "Petra Vale", NORTHWIND).email);
  const product = await newProduct(owner, "Mine");
  await openSection(owner, product.id);
  await owner.getByRole("link", { name: "Assign section" }).click();
  const drawer = owner.getByRole("dialog", { name: "Assign this section" });
  await drawer.getByRole("combobox", { name: "Who answers it" }).fill("Petra Vale");
  await owner.getByRole("option", { name: "Petra Vale" }).first().click();
  await drawer.getByRole("button", { name: "Assign section" }).click();
  await expect(drawer).toBeHidden();
  await expect(owner.getByText("Assigned to you").first()).toBeVisible();
  await owner.getByRole("navigation", { name: "Whose questions" }).getByRole("link", { name: /^Mine/ }).click();
  await expect(owner).toHaveURL(/mine=1/);
  await expectReady(owner);
  const count = await owner.getByRole("article").count();
  expect(count).toBe(questions.length);
  await owner.keyboard.press("u");
  await expectCurrent(owner, 2);
  await owner.context().close();
});

async function openSection(page: import("@playwright/test").Page, productId: number) {
  await page.goto(`/products/${productId}`);
  const link = page.getByRole("main").locator(`a[href^="/products/${productId}/sections/"]`).first();
  await page.goto((await link.getAttribute("href"))!.split("?")[0]!);
  await expectReady(page);
}
