import { expect, test } from "@playwright/test";

import { callApi, handIn, newProduct, questions } from "./support/product";
import { enter, personIn } from "./support/sign-in";

test("a round is closed, looked at, followed by the next one and compared with it", async ({ page, browser }) => {
  await enter(page, "client@demo.test");
  const product = await handIn(page);
  const [first] = product.answers;
  await callApi(page, `/api/v1/products/${product.id}/reports`, { pdf: false }); // keeps a snapshot
  await page.goto(`/products/${product.id}`);
  await page.getByRole("main").getByRole("link", { name: "Rounds" }).click();
  await page.getByRole("button", { name: "Close round 1" }).click();
  const closing = page.getByRole("alertdialog", { name: "Close round 1?" });
  await expect(closing).toContainText("3 answers wait for review");
  await closing.getByRole("button", { name: "Close round 1" }).click();
  await expect(page.getByText("Round 1 is closed")).toBeVisible();

  // Closed: the questionnaire is read-only, on screen and beneath it.
  const refused = await page.request.post("/api/save_response", {
    headers: { origin: process.env.SECURESPHERE_E2E_URL! },
    data: { product_id: product.id, question: first.question, answer: "C" },
  });
  expect([refused.status(), ((await refused.json()) as { code: string }).code]).toEqual([409, "locked"]);
  await page.goto(`/products/${product.id}`);
  await expect(page.getByText("Its answers are read-only until the next round is started.")).toBeVisible();
  await expect(page.getByRole("link", { name: /Continue at question/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Read the answers" }).click();
  await expect(page.getByText("are changed in the next round")).toBeVisible();

  // The lead was told, and looks at the snapshot it was closed with.
  const lead = await personIn(browser, "lead@demo.test");
  await lead.goto(`/products/${product.id}/rounds`);
  await lead.getByRole("table", { name: "Rounds" }).getByRole("link", { name: "Round 1", exact: true }).click();
  await expect(lead.getByText("Unaltered since it was taken")).toBeVisible();
  await expect(lead.getByText(/SHA-256 [0-9a-f]{64}/)).toBeVisible();
  const answers = lead.getByRole("table", { name: "Answers at that moment" });
  await expect(answers.getByRole("row").filter({ hasText: first.question })).toContainText("Submitted");
  await lead.context().close();

  await page.goto(`/products/${product.id}/rounds`);
  await page.getByRole("button", { name: "Start round 2" }).click();
  const starting = page.getByRole("alertdialog", { name: "Start round 2?" });
  await starting.getByLabel("Name").fill("Autumn");
  await starting.getByRole("button", { name: "Start round 2" }).click();
  await expect(page.getByRole("table", { name: "Rounds" })).toContainText("Round 2: Autumn");
  await callApi(page, "/api/save_response", { product_id: product.id, question: first.question, answer: "D" });

  await page.reload();
  await page.getByRole("link", { name: "Compare with round 1" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("3 questions differ, the score is up");
  const changed = page
    .getByRole("list", { name: "Questions" })
    .getByRole("listitem")
    .filter({ hasText: first.question });
  await expect(changed).toContainText("Submitted");
  await expect(changed).toContainText("Draft");
  await page.getByRole("link", { name: "All questions" }).click();
  await expect(page.getByRole("list", { name: "Questions" })).toContainText(questions[4]!);
  await expect(page).toHaveURL(/all=1/);

  // A superuser archives the closed round: what it was closed with stays, the other snapshot says so until it is restored.
  const superuser = await personIn(browser, "superuser@demo.test");
  await superuser.goto(`/products/${product.id}/rounds`);
  const rounds = superuser.getByRole("table", { name: "Rounds" });
  const snapshots = superuser.getByRole("table", { name: "Snapshots" });
  for (const [verb, mark] of [
    ["Archive", 1],
    ["Restore", 0],
  ] as const) {
    await superuser.getByRole("button", { name: `${verb} round 1` }).click();
    await superuser
      .getByRole("alertdialog")
      .getByRole("button", { name: `${verb} round 1` })
      .click();
    await expect(rounds.getByText("Archived", { exact: true })).toHaveCount(mark);
    await expect(snapshots.getByRole("row").filter({ hasText: "archived" })).toHaveCount(mark);
    if (mark === 0) continue;
    await snapshots.getByRole("row").filter({ hasText: "archived" }).getByRole("link").first().click();
    await expect(superuser.getByText(/Round 1 was archived on .+ Restore it/)).toBeVisible();
    await superuser.getByRole("link", { name: "Go to the rounds" }).click();
  }
  await superuser.context().close();

  // Any day, from the address alone: before the product there was nothing.
  await page.goto(`/products/${product.id}/history?at=2020-01-01`);
  await expect(page.getByText("Nothing was answered")).toBeVisible();
  await page.getByLabel("Moment", { exact: true }).selectOption({ label: "Now" });
  await expect(page.getByRole("heading", { level: 1, name: "As it is now" })).toBeVisible();
});

test("nothing answered, nothing to close; and only those close who may", async ({ page, browser }) => {
  await enter(page, "client@demo.test");
  const product = await newProduct(page, "Unanswered");
  await page.goto(`/products/${product.id}/rounds`);
  await expect(page.getByRole("button", { name: "Close round 1" })).toBeDisabled();
  const stranger = await personIn(browser, "client@other.test");
  for (const screen of ["rounds", "history", "compare"]) {
    const answer = await stranger.goto(`/products/${product.id}/${screen}`);
    expect(answer!.status(), screen).toBe(404);
  }
  await stranger.context().close();
});

test("the portfolio sorts by any column, in an address that can be sent", async ({ page }) => {
  await enter(page, "lead@demo.test");
  await page.goto("/portfolio");
  const table = page.getByRole("table", { name: "Portfolio" });
  await expect(table.getByRole("row").filter({ hasText: "Patient Portal" })).toContainText("In review");
  await table.getByRole("link", { name: "Overall" }).click();
  await expect(page).toHaveURL(/sort=overall/);
  await expect(table.getByRole("columnheader", { name: "Overall" })).toHaveAttribute("aria-sort", "descending");
  const scores = (await table.locator("tbody tr td:nth-child(2)").allTextContents()).flatMap((cell) => {
    const [score] = /^\d\.\d\d/.exec(cell) ?? [];
    return score === undefined ? [] : [Number(score)];
  });
  expect(scores.length).toBeGreaterThan(3);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  await expect(table).not.toContainText("Fleet Tracker");
});

test("a trend follows a section", async ({ page }) => {
  await enter(page, "client@demo.test");
  await page.goto("/products/1/results");
  await page.getByLabel("Trend of").selectOption({ label: "Implementation, the whole section" });
  await expect(page).toHaveURL(/trend=/);
  await expect(page.getByText("Implementation at each submission and review, and now")).toBeVisible();
});
