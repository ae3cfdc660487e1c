import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";

import { expectKeys } from "./support/keys";
import { pdf } from "./support/files";
import { runCommand } from "./support/next-door";
import { makePerson } from "./support/people";
import { callApi, questions } from "./support/product";
import { expectSaved, question, stage } from "./support/section-page";
import { personIn } from "./support/sign-in";

/*
 * The whole story, told once by people in their browsers and once by a program with keys: an answer with evidence is handed
 * in, comes back, is changed and approved; scores move; the trail has it.
 */

const [asked] = questions as [string, ...string[]];
const REQUEST = "Which build of May is this? Attach a log that names the commit.";
const REPLY = "It is build 4711, of the commit we released.";

interface Scores {
  overall_score: number;
  coverage: number;
  validated: { overall_score: number; coverage: number };
}

test("an answer goes from the client to the lead, back, and into the validated score and the trail", async ({
  browser,
}) => {
  const organization = `Story ${randomUUID().slice(0, 8)}`;
  const { email: clientEmail } = makePerson("client", "Ines Calder", organization);
  const client = await personIn(browser, clientEmail);
  const reviewer = makePerson("lead", "Owen Tamm");
  const superuser = await personIn(browser, "superuser@demo.test");
  let product = { id: 0, owner_id: 0 };
  let response = 0;
  const scores = (page: Page) => callApi<Scores>(page, `/api/maturity_scores/${product.id}/${product.owner_id}`);

  await test.step("a superuser gives the organization a lead", async () => {
    await superuser.goto(`/admin/organizations?q=${encodeURIComponent(organization)}`);
    await superuser.getByRole("link", { name: organization }).click();
    await superuser.getByLabel("Assign a lead").fill(reviewer.email);
    await superuser.getByRole("option", { name: /Owen Tamm/ }).click();
    await superuser.getByRole("button", { name: "Assign", exact: true }).click();
    await expect(superuser.getByRole("table", { name: `Leads of ${organization}` })).toContainText(reviewer.email);
  });
  const lead = await personIn(browser, reviewer.email);

  await test.step("the client makes a product, answers, adds evidence and hands in", async () => {
    await client.goto("/products/new");
    await client.getByLabel("Name", { exact: true }).fill("Order desk");
    await client.getByLabel("Target level").selectOption("4");
    // Other tests publish questionnaires, too.
    const questionnaire = client.getByLabel("Questionnaire");
    const builtIn = questionnaire.locator("option", { hasText: "SecureSphere Security Maturity 1.0," });
    await questionnaire.selectOption(await builtIn.getAttribute("value"));
    await client.getByRole("button", { name: "Create product" }).click();
    await client.getByRole("link", { name: "Begin with question 1" }).click();
    await expect(stage(client, 1, 1)).toBeEnabled();
    await expectKeys(client, "Next question");
    for (const key of "2n3n4") await client.keyboard.press(key);
    const card = question(client, 1);
    await card.getByRole("button", { name: "Evidence" }).click();
    await card
      .locator("input[type=file]")
      .setInputFiles({ name: "build.pdf", mimeType: "application/pdf", buffer: pdf("Build 4711") });
    await expect(card.getByRole("button", { name: "Preview build.pdf" })).toBeVisible();
    await expectSaved(client);
    await client.getByRole("button", { name: "Submit section" }).click();
    await expect(client.getByText("3 answers handed in for review.")).toBeVisible();
    const listed = await callApi<{ products: (typeof product)[] }>(client, "/api/v1/products");
    product = listed.products[0]!;
    expect(await scores(client)).toMatchObject({ overall_score: 3, validated: { coverage: 0 } });
  });
  await test.step("the lead approves two answers and asks for the third to be revised", async () => {
    await lead.goto("/reviews");
    await lead.getByRole("link", { name: "Open the next review" }).click();
    await expect(lead.getByRole("heading", { level: 2, name: asked })).toBeVisible();
    response = Number(/\/reviews\/(\d+)/.exec(lead.url())![1]);
    await expect(lead.getByRole("group", { name: "Pages of build.pdf" }).getByRole("img")).toBeVisible();
    await lead.keyboard.press("r");
    await lead.keyboard.type(REQUEST);
    await lead.keyboard.press("Control+Enter");
    for (const next of questions.slice(1, 3)) {
      await expect(lead.getByRole("heading", { level: 2, name: next })).toBeVisible();
      await lead.keyboard.press("a");
    }
    await expect(lead.getByText("Nothing waits for you")).toBeVisible();
    expect(await scores(client)).toMatchObject({ validated: { overall_score: 3.5 } });
  });

  await test.step("the client sees what is to do, replies, changes the answer and hands it in again", async () => {
    await client.goto("/");
    await client
      .getByRole("link", { name: /^To do/ })
      .first()
      .click();
    const returned = client.getByRole("list", { name: "What came back of Order desk" }).getByRole("listitem");
    await expect(returned).toHaveCount(1);
    await expect(returned).toContainText(REQUEST);
    await returned.getByRole("link", { name: asked }).click();
    const thread = client.getByRole("dialog", { name: "Thread" });
    await thread.getByRole("button", { name: "Reply to Owen Tamm" }).click();
    await thread.getByRole("textbox", { name: "Reply" }).fill(REPLY);
    await client.keyboard.press("Control+Enter");
    await expect(thread.getByText(REPLY)).toBeVisible();
    await client.keyboard.press("Escape");
    await stage(client, 1, 4).check();
    await expectSaved(client);
    await client.goto("/to-do");
    await client.getByRole("button", { name: "Submit the changed answer" }).click();
    await expect(client.getByText("Nothing to do")).toBeVisible();
  });

  await test.step("the lead sees what changed and approves", async () => {
    await lead.goto("/inbox");
    await lead.getByRole("link", { name: `Comment: ${asked}` }).click();
    await expect(lead.getByText("Second look")).toBeVisible();
    await expect(lead.getByRole("main").getByText(REPLY)).toBeVisible();
    await lead.keyboard.press("a");
    await expect(lead.getByText("Nothing waits for you")).toBeVisible();
  });

  await test.step("the results have moved", async () => {
    const moved = await scores(client);
    expect(moved).toMatchObject({ overall_score: 3.67, validated: { overall_score: 3.67 } });
    expect(moved.validated.coverage).toBeCloseTo(3 / 115, 4);
    await client.goto(`/products/${product.id}/results`);
    const main = client.getByRole("main");
    await expect(main.getByText("From 3 approved answers only")).toBeVisible();
    await expect(main.getByRole("heading", { name: "Validated" }).locator("xpath=../..")).toContainText("3.67");
    await expect(main.getByRole("progressbar", { name: "Approved" })).toHaveAttribute("aria-valuenow", "3");
  });

  await test.step("the superuser finds the change in the trail, before and after", async () => {
    await superuser.goto("/admin/audit");
    await superuser.getByLabel("Record").selectOption("questionnaire_responses");
    await superuser.getByLabel("Number").fill(String(response));
    await superuser.getByLabel("Number").press("Enter");
    await superuser.waitForURL(/table_name=questionnaire_responses.*record_id=/);
    const entries = superuser.getByRole("table", { name: "Entries of the audit trail" });
    await expect(entries.getByRole("row").last()).toContainText("Created");
    await entries.getByRole("row").filter({ hasText: "Answer, status, option id" }).getByRole("link").click();
    const values = superuser.getByRole("table", { name: "Before and after" });
    await expect(values.getByRole("row", { name: /^Maturity score/ }).getByRole("cell")).toHaveText(["2", "4"]);
    await expect(values.getByRole("row", { name: /^Status/ }).getByRole("cell")).toHaveText([
      "needs_revision",
      "draft",
    ]);
    await expect(superuser.getByRole("dialog")).toContainText("Ines Calder");
  });

  await test.step("a program with keys does and sees the same over HTTP", async () => {
    const url = process.env.SECURESPHERE_E2E_URL!;
    const keyOf = (email: string, scopes: string) =>
      runCommand<{ key: string }>(["api-key", "create", "--user", email, "--scopes", scopes]).key;
    const clientKey = keyOf(clientEmail, "responses:read,responses:write,scores:read");
    const trailKey = keyOf("superuser@demo.test", "audit:read");
    const ask = async <Body>(key: string, path: string, body?: object): Promise<Body> => {
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const answer = await fetch(
        url + path,
        body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers },
      );
      expect(answer.ok, path).toBe(true);
      return (await answer.json()) as Body;
    };
    const saved = await ask<{ response_id: number; status: string; maturity_score: number }>(
      clientKey,
      "/api/save_response",
      { product_id: product.id, question: questions[3], answer: "E", submit: true },
    );
    expect(saved).toMatchObject({ status: "submitted", maturity_score: 5 });
    const { responses } = await ask<{ responses: { id: number; status: string; maturity_score: number }[] }>(
      clientKey,
      `/api/get_responses/${product.id}`,
    );
    expect(responses).toHaveLength(4);
    expect(responses.find(({ id }) => id === response)).toMatchObject({ status: "approved", maturity_score: 4 });
    expect(await ask<Scores>(clientKey, `/api/maturity_scores/${product.id}/${product.owner_id}`)).toMatchObject({
      overall_score: 4,
      validated: { overall_score: 3.67 },
    });
    const trail = `/api/audit_trail?table_name=questionnaire_responses&record_id=${response}&action=UPDATE`;
    const { audit_entries } = await ask<{ audit_entries: object[] }>(trailKey, trail);
    expect(audit_entries).toContainEqual(
      expect.objectContaining({
        old_values: expect.objectContaining({ status: "needs_revision", maturity_score: 2 }),
        new_values: expect.objectContaining({ status: "draft", maturity_score: 4 }),
      }),
    );
    const refused = await fetch(url + trail, { headers: { authorization: `Bearer ${clientKey}` } });
    expect(refused.status).toBe(403);
  });
});
