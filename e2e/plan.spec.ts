import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { expectKeys } from "./support/keys";
import { callApi, handIn, type Product } from "./support/product";
import { personIn } from "./support/sign-in";

const WINDOW = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" } as const;

let client: Page;
test.beforeEach(async ({ browser }) => {
  client = await personIn(browser, "client@demo.test", WINDOW);
});
test.afterEach(() => client.context().close());

const addAction = (page: Page, product: Product, body: object) =>
  callApi<{ id: number; title: string }>(page, `/api/v1/products/${product.id}/actions`, body);
const column = (page: Page, name: string) => page.getByRole("list", { name: `${name} actions` });
const findings = (page: Page) => page.getByRole("table", { name: "Findings by priority" });

test("a finding becomes an action, moves over the board by keyboard, and asks for its answer anew", async () => {
  const product = await handIn(client);
  const plan = `/products/${product.id}/plan`;
  await client.goto(plan);
  await expect(findings(client).getByRole("row")).toHaveCount(4);
  const first = findings(client).getByRole("row").nth(1);
  const question = (await first.getByRole("link").first().innerText()).trim();
  await first.getByRole("link", { name: /Plan this/ }).click();

  const drawer = client.getByRole("dialog", { name: "New action" });
  await expect(drawer.getByLabel("Title")).toHaveValue(question);
  await expect(drawer.getByLabel(/^Planned score of/)).toHaveValue("3");
  await drawer.getByLabel("Title").fill("");
  await drawer.getByRole("button", { name: "Plan action" }).click();
  await expect(drawer.getByText("is required")).toBeVisible();
  await drawer.getByLabel("Title").fill("Sign every artifact");
  await drawer.getByLabel("Owner").selectOption({ index: 1 });
  await drawer.getByLabel("Due").fill("2031-03-31");
  await drawer.getByLabel(/^Planned score of/).selectOption("4");
  await drawer.getByRole("button", { name: "Plan action" }).click();
  await expect(drawer).toBeHidden();
  await expect(first.getByText("Planned")).toBeVisible();
  await expect(client.getByText("If the plan is done")).toBeVisible();

  await client.getByRole("navigation", { name: "Views of the plan" }).getByRole("link", { name: "Board" }).click();
  await expect(column(client, "Open").getByRole("listitem")).toHaveText(/Sign every artifact/);
  const handle = client.getByRole("button", { name: "Move “Sign every artifact”" });
  await handle.focus();
  await client.keyboard.press("Enter");
  await client.getByRole("menuitem", { name: "To In progress" }).press("Enter");
  await expect(column(client, "In progress").getByRole("listitem")).toHaveText(/Sign every artifact/);
  await expect(client.getByText("Sign every artifact: In progress, 1 of 1")).toBeAttached();
  await expect(handle).toBeFocused();
  await client.keyboard.press("Shift+ArrowRight");
  await expect(column(client, "Done").getByRole("listitem")).toHaveText(/Sign every artifact/);
  await expect(handle).toBeFocused();
  await expect(client.getByText("The answers it is about are to be renewed").first()).toBeVisible();
  await client.reload();
  await expect(column(client, "Done").getByRole("listitem")).toHaveText(/Sign every artifact/);

  const toDo = `/to-do?product_id=${product.id}`;
  await client.goto(toDo);
  const renew = client.getByRole("list", { name: "Answers to renew" });
  await expect(renew.getByRole("listitem")).toHaveCount(1);
  await renew.getByRole("link", { name: `Renew the answer: ${question}` }).click();
  await expect(client).toHaveURL(/\/sections\/\d+\?q=\d+/);
  await callApi(client, "/api/save_response", { product_id: product.id, question, answer: "D" });
  await client.goto(toDo);
  await expect(client.getByText("Nothing to do")).toBeVisible();
});

test("two cards of a column change places, and one that somebody else changed comes back", async () => {
  const product = await handIn(client);
  for (const title of ["First", "Second"]) await addAction(client, product, { title });
  await client.goto(`/products/${product.id}/plan?view=board`);
  const open = column(client, "Open").getByRole("listitem");
  await expect(open).toHaveText([/First/, /Second/]);
  await client.getByRole("button", { name: "Move “Second”" }).focus();
  await client.keyboard.press("Shift+ArrowUp");
  await expect(open).toHaveText([/Second/, /First/]);
  await expect(client.getByText("Saving…")).toBeHidden();
  await client.reload();
  await expect(open).toHaveText([/Second/, /First/]);

  await client.getByRole("link", { name: "First" }).dragTo(column(client, "In progress").locator(".."));
  await expect(column(client, "In progress").getByRole("listitem")).toHaveText(/First/);
  await expect(open).toHaveText([/Second/]);

  const { actions } = await callApi<{ actions: { id: number; title: string }[] }>(
    client,
    `/api/v1/products/${product.id}/actions`,
  );
  const { id } = actions.find(({ title }) => title === "Second")!;
  const headers = { origin: process.env.SECURESPHERE_E2E_URL!, "if-match": "*" };
  await client.request.patch(`/api/v1/actions/${id}`, { headers, data: { title: "Second, renamed" } });
  await client.getByRole("button", { name: "Move “Second”" }).focus();
  await client.keyboard.press("Shift+ArrowRight");
  await expect(client.getByText("This action changed since you last saw it").first()).toBeVisible();
  await expect(open).toHaveText([/Second, renamed/]);
});

test("the projection counts what is chosen, in an address that can be sent; lists are filtered", async () => {
  const product = await handIn(client);
  const plan = `/products/${product.id}/plan`;
  const { responses } = await callApi<{ responses: { question_id: number }[] }>(
    client,
    `/api/get_responses/${product.id}`,
  );
  const questions = (at: number) => [{ question_id: responses[at]!.question_id, target_score: 5 }];
  await addAction(client, product, { title: "Large", questions: questions(0), due_on: "2020-01-01" });
  await addAction(client, product, { title: "Small", questions: questions(1) });
  await client.goto(plan);
  const rows = client.getByRole("table", { name: "Actions" }).getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText("overdue");
  await expect(client.getByText("Counts all 2 actions not finished.")).toBeVisible();
  await client.getByRole("checkbox", { name: "Count “Large” in the projection" }).uncheck();
  await expect(client.getByText("Counts 1 of 2 actions not finished.")).toBeVisible();
  await expect(client).toHaveURL(/only=\d+/);
  await client.reload();
  await expect(client.getByRole("checkbox", { name: "Count “Large” in the projection" })).not.toBeChecked();
  await client.getByRole("link", { name: "Count all actions" }).click();
  await expect(client.getByText("Counts all 2 actions not finished.")).toBeVisible();

  await client.getByRole("link", { name: "Overdue" }).click();
  await expect(rows).toHaveCount(2);
  await expect(client).toHaveURL(/overdue=1/);
  await client.getByRole("link", { name: "Mine" }).click();
  await expect(client.getByText("No action is like that.")).toBeVisible();
});

test("the plan leaves as CSV, XLSX and OSCAL", async () => {
  const product = await handIn(client);
  await addAction(client, product, { title: "=1+1" });
  await client.goto(`/products/${product.id}/plan`);
  const download = async (name: string) => {
    await client.getByRole("button", { name: "Export" }).click();
    const [file] = await Promise.all([client.waitForEvent("download"), client.getByRole("menuitem", { name }).click()]);
    return { name: file.suggestedFilename(), body: readFileSync(await file.path()) };
  };
  const csv = await download("Actions as CSV");
  expect(csv.name).toBe(`plan-${product.id}.csv`);
  expect(csv.body.toString()).toContain("'=1+1");
  const xlsx = await download("Actions and findings as XLSX");
  expect(xlsx.body.subarray(0, 2).toString()).toBe("PK");
  const oscal = await download("OSCAL POA&M");
  expect(oscal.name).toBe(`plan-${product.id}-poam.json`);
  expect(JSON.parse(oscal.body.toString())["plan-of-action-and-milestones"]["poam-items"]).toMatchObject([
    { title: "=1+1" },
  ]);
});

test("targets are set on one screen, and move the findings", async () => {
  const product = await handIn(client);
  await client.goto(`/products/${product.id}/plan/targets`);
  await client.getByLabel("The product").selectOption("2");
  const section = client.getByLabel(/^Target of Build and Deployment$/);
  await expect(section.locator("option").first()).toHaveText("As the product (2)");
  await section.selectOption("5");
  await client.getByRole("button", { name: "Save targets" }).click();
  await expect(client).toHaveURL(new RegExp(`/products/${product.id}/plan$`));
  await expect(findings(client).getByRole("row").nth(1)).toContainText("→ 5");
  await client.goto(`/products/${product.id}/results`);
  await expect(client.getByText(/Target 2, where a section or dimension has none of its own/)).toBeVisible();
});

test("a lead proposes, and leaves the rest to the client; both find it in their lists", async ({ browser }) => {
  const product = await handIn(client);
  await addAction(client, product, { title: "The client's own" });
  const lead = await personIn(browser, "lead@demo.test", WINDOW);
  await lead.goto(`/products/${product.id}/plan`);
  await expect(lead.getByRole("link", { name: "Set targets" })).toHaveCount(0);
  await lead.getByRole("link", { name: "The client's own" }).click();
  const facts = lead.getByRole("dialog", { name: "The client's own" });
  await expect(facts.getByText("Nobody yet")).toBeVisible();
  await expect(facts.getByRole("button", { name: "Save action" })).toHaveCount(0);
  await facts.getByRole("button", { name: "Close panel" }).click();
  await expect(facts).toBeHidden();

  await lead.getByRole("link", { name: "Propose an action" }).click();
  const drawer = lead.getByRole("dialog", { name: "Propose an action" });
  await expect(drawer.getByLabel("Owner")).toHaveCount(0);
  await drawer.getByLabel("Title").fill(`Proposed for ${product.name}`);
  await drawer.getByRole("button", { name: "Propose action" }).click();
  await expect(drawer).toBeHidden();
  await expect(lead.getByRole("link", { name: `Proposed for ${product.name}` })).toBeVisible();

  await lead.goto("/plan");
  await expectKeys(lead, "Next row, previous row");
  await expect(lead.getByRole("heading", { level: 1, name: "Actions" })).toBeVisible();
  await client.goto("/plan?whose=all");
  await expect(client.getByRole("table", { name: "Actions" })).toBeVisible();
  await client.goto("/inbox");
  await expect(client.getByText(`Action proposed: Proposed for ${product.name}`)).toBeVisible();
  await lead.context().close();
});

test("list, board and form are accessible, wide and narrow, light and dark", async () => {
  const product = await handIn(client);
  const { responses } = await callApi<{ responses: { question_id: number }[] }>(
    client,
    `/api/get_responses/${product.id}`,
  );
  const questions = [{ question_id: responses[0]!.question_id, target_score: 4 }];
  const { id } = await addAction(client, product, { title: "Overdue", due_on: "2020-01-01", questions });
  for (const view of ["view=list", "view=board", `view=list&action=${id}`, "view=findings&action=new"]) {
    await client.goto(`/products/${product.id}/plan?${view}`);
    if (view.includes("action")) await expect(client.getByRole("dialog").getByLabel("Title")).toBeVisible();
    await expectAccessible(client);
  }
});
