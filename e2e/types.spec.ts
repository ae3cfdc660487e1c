import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { textFile } from "./support/files";
import { withOwner } from "./support/owner-sql";
import { callApi, newProduct } from "./support/product";
import { expectReady, expectSaved, saveState } from "./support/section-page";
import { enter, personIn } from "./support/sign-in";
import { addTyped } from "./support/typed-questionnaire";

const CLIENT = "client@demo.test";

/** A product of the signed-in client on a questionnaire with a question of every type, open at its first section. */
async function open(page: Page, reference?: string) {
  await enter(page, CLIENT);
  const { id, owner_id } = await newProduct(page, "Whose");
  const product = await withOwner(async (sql) => {
    const [row] = await sql<{ organization_id: number }>("select organization_id from products where id = $1", [id]);
    return addTyped(sql, { id: owner_id, organizationId: row!.organization_id }, "mean", reference);
  });
  const address = `/products/${product.id}/sections/${product.questions.B1!.sectionId}`;
  await page.goto(address);
  await expectReady(page);
  return { ...product, address };
}

const card = (page: Page, text: string) => page.getByRole("article", { name: text });
const builds = "Do builds run by themselves?";
const checks = "Which checks run in every build?";
const week = "How many builds run in a week?";
const heard = (page: Page, news: string) => expect(page.getByRole("status").filter({ hasText: news })).toBeAttached();

test("answers of every type are given by keyboard, open what depends on them, and are there again", async ({
  page,
}) => {
  const { address } = await open(page);
  await expect(card(page, checks).getByText("Not asked")).toBeVisible();
  await expect(card(page, week).getByRole("textbox")).toHaveCount(0);
  await expect(page.getByRole("progressbar", { name: "Answered in this section" })).toHaveAttribute(
    "aria-valuemax",
    "4",
  );

  await page.keyboard.press("1");
  await expect(card(page, builds).getByRole("radio", { name: "Yes" })).toBeChecked();
  await heard(page, "1 question is now asked.");
  await page.keyboard.press("n");
  await expect(card(page, checks)).toHaveAttribute("data-current", "true");
  await page.keyboard.press("1");
  await page.keyboard.press("3");
  await expect(card(page, checks).getByRole("checkbox", { name: "Search for secrets" })).toBeChecked();
  await page.keyboard.press("4");
  await expect(card(page, checks).getByRole("checkbox", { checked: true })).toHaveCount(1);
  await expect(card(page, week).getByText("Not asked")).toBeVisible();
  await page.keyboard.press("2");
  await page.keyboard.press("1");
  await expect(card(page, checks).getByRole("checkbox", { checked: true })).toHaveCount(2);

  const number = card(page, week).getByLabel("Number");
  await number.fill("7,5");
  await number.blur();
  await expect(card(page, week).getByText("Not accepted")).toBeVisible();
  await number.fill("7.5");
  await expect(card(page, week).locator("[aria-current]")).toContainText("Some every day");
  await card(page, "When was a restore last tried?").getByLabel("Date").fill("2026-03-31");
  await card(page, "How are releases recorded?")
    .getByLabel("Answer")
    .fill("Each one is documented in the release notes.");
  await expectSaved(page);
  await expect(page.getByRole("progressbar", { name: "Answered in this section" })).toHaveAttribute(
    "aria-valuenow",
    "5",
  );

  await page.goto(address);
  await expectReady(page);
  await expect(card(page, checks).getByRole("checkbox", { name: "Static analysis" })).toBeChecked();
  await expect(number).toHaveValue("7.5");
  await expect(card(page, "When was a restore last tried?").getByLabel("Date")).toHaveValue("2026-03-31");

  await card(page, builds).getByRole("radio", { name: "No" }).check();
  await heard(page, "2 questions are not asked any more.");
  const depends = card(page, checks).getByRole("link", { name: builds });
  await expect(card(page, checks).getByText("Its answer is kept.")).toBeVisible();
  await expectSaved(page);
  await depends.click();
  await expect(card(page, builds)).toHaveAttribute("data-current", "true");
  await page.keyboard.press("1");
  await expect(card(page, checks).getByRole("checkbox", { checked: true })).toHaveCount(2);
  await expect(number).toHaveValue("7.5");
});

test("what requires evidence says so and waits for it; the like of it elsewhere is suggested", async ({ page }) => {
  const reference = crypto.randomUUID();
  const { name } = await open(page, reference);
  const release = card(page, "Who may release?");
  await expect(release.getByText("Evidence required")).toBeVisible();
  await release.getByRole("radio").nth(1).check();
  await expectSaved(page);
  const missing = page.getByRole("heading", { name: "Evidence required before they are handed in (1)" });
  await expect(missing).toBeVisible();
  await page.getByRole("button", { name: "Submit section" }).click();
  await expect(page.getByText("Nothing new to hand in.")).toBeVisible();

  await release.getByRole("button", { name: "Evidence", exact: true }).click();
  const chooser = page.waitForEvent("filechooser");
  await release.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles([textFile("proof.txt")]);
  await expect(release.getByRole("button", { name: "Preview proof.txt" })).toBeVisible();
  await expect(missing).toHaveCount(0);
  await page.getByRole("button", { name: "Submit section" }).click();
  await expect(page.getByText("1 answer handed in for review.")).toBeVisible();

  const { address } = await open(page, reference.toUpperCase());
  await expect(release).toContainText(`Answered in ${name}`);
  await expect(release).toContainText("By hand");
  await release.getByRole("button", { name: "Fill it in here" }).click();
  await expect(release.getByRole("radio").nth(1)).toBeChecked();
  await expect(release.getByRole("status")).toHaveText("Filled in as a suggestion, not saved yet.");
  await release.getByRole("button", { name: "Take it out" }).click();
  await expect(release.getByRole("radio", { checked: true })).toHaveCount(0);
  await release.getByRole("button", { name: "Fill it in here" }).click();
  // Nothing of it is an answer until it is saved.
  await page.goto(address);
  await expectReady(page);
  await expect(release.getByRole("radio", { checked: true })).toHaveCount(0);
  await release.getByRole("button", { name: "Fill it in here" }).click();
  await release.getByRole("button", { name: "Save this answer" }).click();
  await expectSaved(page);
  await page.reload();
  await expect(release.getByRole("radio").nth(1)).toBeChecked();
  await expect(release).not.toContainText("Answered in");
});

test("several options survive without a connection, and two people's are compared", async ({ page, context }) => {
  const product = await open(page);
  await page.keyboard.press("1");
  await expectSaved(page);
  await context.setOffline(true);
  await card(page, checks).getByRole("checkbox", { name: "Unit tests" }).check();
  await card(page, checks).getByRole("checkbox", { name: "Static analysis" }).check();
  await expect(saveState(page)).toHaveText("Offline, 1 answer kept here");
  await context.setOffline(false);
  await expectSaved(page);

  const { B2 } = product.questions;
  const of = { product_id: product.id, question_id: B2!.id };
  await callApi(page, "/api/save_response", { ...of, option_ids: [] });
  await card(page, checks).getByRole("checkbox", { name: "Search for secrets" }).check();
  const compare = card(page, checks).getByRole("region", { name: "Two answers to compare" });
  await expect(compare.getByRole("listitem")).toHaveText([
    "Unit tests",
    "Static analysis",
    "Search for secrets",
    "None of these",
  ]);
  await compare.getByRole("button", { name: "Take theirs" }).click();
  await expect(card(page, checks).getByRole("checkbox", { name: "None of these" })).toBeChecked();

  await card(page, checks).getByRole("button", { name: "History" }).click();
  const history = page
    .getByRole("complementary", { name: "History" })
    .or(page.getByRole("dialog", { name: "History" }));
  await expect(history.getByText("Unit tests; Static analysis")).toBeVisible();
  await expect(history.getByText("None of these")).toBeVisible();
});

test("a lead sees what was chosen, and what changed", async ({ page, browser }) => {
  const product = await open(page);
  const lead = await personIn(browser, "lead@demo.test", { viewport: { width: 1280, height: 800 } });
  const save = (code: string, body: object) =>
    callApi<{ response_id: number; version: number }>(page, "/api/save_response", {
      product_id: product.id,
      question_id: product.questions[code]!.id,
      submit: true,
      ...body,
    });
  await save("B1", { answer: "yes" });
  const [unit, statically, secrets] = product.questions.B2!.options.map(({ id }) => id);
  const first = await save("B2", { option_ids: [unit, statically] });
  const number = await save("B3", { answer: "30" });
  await callApi(lead, "/api/v1/comments", {
    product_id: product.id,
    response_id: first.response_id,
    response_version: first.version,
    status: "needs_revision",
    comment: "Secrets too?",
  });
  await save("B2", { option_ids: [unit, secrets] });
  await lead.goto(`/reviews/${first.response_id}`);
  const options = lead.getByRole("list", { name: "Options" });
  await expect(options.locator("[aria-current]")).toHaveText([/Unit tests/, /Search for secrets/]);
  await expect(options.getByText("Before")).toHaveCount(2);
  await expect(lead.getByText("Added up, to 5 at most:")).toBeVisible();
  await lead.goto(`/reviews/${number.response_id}`);
  await expect(lead.getByRole("list", { name: "Bands" }).locator("[aria-current]")).toContainText("With every change");
  await expect(lead.getByText("30", { exact: true })).toBeVisible();

  await save("B1", { answer: "no", submit: false });
  await lead.goto(`/reviews/${number.response_id}`);
  await expect(lead.getByText("Not asked any more")).toBeVisible();
  await expect(lead.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
  await lead.context().close();
});

test("every type is accessible, light and dark, wide and narrow", async ({ page }) => {
  const product = await open(page);
  await page.keyboard.press("1");
  await card(page, checks).getByRole("checkbox", { name: "Static analysis" }).check();
  await card(page, week).getByLabel("Number").fill("7.5");
  await expectSaved(page);
  const [row] = await withOwner((sql) =>
    sql<{ id: number }>("select dimension_id as id from questions where id = $1", [product.questions.B2!.id]),
  );
  const notAsked = `/products/${product.id}/sections/${product.questions.C1!.sectionId}`;
  for (const address of [product.address, notAsked, `/products/${product.id}/results/${row!.id}`]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});
