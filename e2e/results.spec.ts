import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { signIn } from "./support/sign-in";

interface Scores {
  overall_score: number;
  coverage: number;
  validated: { overall_score: number };
  dimension_scores: Record<string, { average: number | null; section: string }>;
  sections: Record<string, { average: number | null }>;
}

/** The product of the demo whose results have the most to say, and its figures over the API. Other tests make products, too. */
async function assessed(page: Page) {
  const listed = await page.request.get("/api/v1/products?limit=200");
  const { products } = (await listed.json()) as {
    products: { id: number; owner_id: number; name: string }[];
  };
  const product = products.find(({ name }) => name === "Patient Portal")!;
  const answer = await page.request.get(`/api/maturity_scores/${product.id}/${product.owner_id}`);
  return { product, scores: (await answer.json()) as Scores, results: `/products/${product.id}/results` };
}

test.describe("results", () => {
  test("show the figures of the API, each with the answers behind it", async ({ page }) => {
    await signIn(page, "client@demo.test");
    const { scores, results } = await assessed(page);
    await page.goto(results);
    const main = page.getByRole("main");
    await expect(main.getByText(scores.overall_score.toFixed(2), { exact: true }).first()).toBeVisible();
    await expect(main.getByText(scores.validated.overall_score.toFixed(2), { exact: true }).first()).toBeVisible();

    const map = page.getByRole("table", { name: "Maturity by section and dimension" });
    for (const [key, { average }] of Object.entries(scores.dimension_scores)) {
      const cell = map.getByRole("cell").filter({ has: page.getByText(key, { exact: true }) });
      await expect(cell).toContainText(average === null ? "–" : average.toFixed(1));
    }
    for (const [title, { average }] of Object.entries(scores.sections)) {
      const row = map.getByRole("row").filter({ has: page.getByRole("rowheader", { name: title }) });
      await expect(row.getByRole("cell").first()).toHaveText(average === null ? "–" : average.toFixed(1));
    }

    const [weakest] = Object.entries(scores.dimension_scores)
      .filter(([, { average }]) => average !== null)
      .sort(([a, one], [b, other]) => one.average! - other.average! || a.localeCompare(b));
    const [title, { average }] = weakest!;
    await expect(page.getByRole("heading", { name: `${title} is furthest from target` })).toBeVisible();
    await map.getByRole("link", { name: title }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(main.getByText(`= ${average!.toFixed(2)}, the mean of`).first()).toBeVisible();
    const rows = page.getByRole("table", { name: "Questions and answers behind the score" }).getByRole("row");
    const given = (await rows.locator("td:nth-child(4)").allTextContents()).map(Number).filter(Number.isFinite);
    expect(given.reduce((sum, score) => sum + score, 0) / given.length).toBeCloseTo(average!, 6);

    await rows.nth(1).getByRole("link").first().click();
    await expect(page).toHaveURL(/\/sections\/\d+\?q=\d+/);
  });

  test("say how the score is computed, in an address that can be sent", async ({ page }) => {
    await signIn(page, "lead@demo.test");
    const { scores, results } = await assessed(page);
    await page.goto(results);
    await page.getByRole("link", { name: "How this is computed" }).first().click();
    const drawer = page.getByRole("dialog", { name: "How the score is computed" });
    await expect(drawer).toBeVisible();
    await expect(page).toHaveURL(/explain=score/);
    const averages = Object.values(scores.dimension_scores).flatMap(({ average }) => average ?? []);
    const cells = await drawer.getByRole("table").locator("td:nth-child(2)").allTextContents();
    expect(cells.filter((cell) => cell !== "–")).toEqual(averages.map((average) => average.toFixed(2)));
    await page.reload();
    await expect(drawer).toBeVisible();
    await drawer.getByRole("button", { name: "Close panel" }).click();
    await expect(drawer).toBeHidden();
    await expect(page).not.toHaveURL(/explain/);
  });

  test("have every chart as a table, one key away", async ({ page }) => {
    await signIn(page, "client@demo.test");
    const { scores, results } = await assessed(page);
    await page.goto(results);
    for (const chart of await page.getByRole("figure").all()) {
      await chart.getByRole("button", { name: "Show as table" }).click();
      await expect(chart.getByRole("table")).toBeVisible();
    }
    const trend = page.getByRole("figure").nth(1);
    await expect(trend.getByRole("row").last()).toContainText(String(scores.overall_score));
    await trend.getByRole("button").focus();
    await page.keyboard.press("t");
    await expect(trend.getByRole("img").first()).toBeVisible();
    await trend.getByRole("button").press("t");
    await trend.getByRole("link").first().click();
    await expect(page.getByRole("dialog", { name: /^Scores of/ })).toBeVisible();
  });

  test("of another organization are not there", async ({ page }) => {
    await signIn(page, "client@demo.test");
    const { results } = await assessed(page);
    await page.context().clearCookies();
    await signIn(page, "client@other.test");
    const answer = await page.goto(results);
    expect(answer?.status()).toBe(404);
    await expect(page.getByText("There is nothing here, or nothing you can see")).toBeVisible();
  });
});

test("the palette finds a product, a question and a person, and goes there", async ({ page }) => {
  await signIn(page, "lead@demo.test");
  const { product } = await assessed(page);
  await page.goto("/");
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("combobox", { name: /Search/ }).or(page.getByPlaceholder("Search, or jump to…"));
  await field.first().fill("deploym");
  await expect(page.getByRole("group", { name: "Questions" }).getByRole("option").first()).toBeVisible();
  await field.first().fill(product.name.slice(0, 7));
  const hit = page.getByRole("group", { name: "Products" }).getByRole("option", { name: product.name });
  await hit.first().click();
  await expect(page).toHaveURL(new RegExp(`/products/${product.id}$`));
});

test("a client's home leads to the next question", async ({ page }) => {
  await signIn(page, "client@demo.test");
  const link = page.getByRole("link", { name: /^(Continue at|Begin with|Revise) question \d+$/ });
  const number = /\d+/.exec((await link.textContent())!)![0];
  await link.click();
  await expect(page).toHaveURL(/\/products\/\d+\/sections\/\d+\?q=\d+/);
  await expect(page.getByRole("main")).toContainText(number);
});

test("the explanation of a score is accessible", async ({ page }) => {
  await signIn(page, "lead@demo.test");
  const { results } = await assessed(page);
  await page.goto(`${results}?explain=score`);
  await expect(page.getByRole("dialog", { name: "How the score is computed" })).toBeVisible();
  await expectAccessible(page);
});
