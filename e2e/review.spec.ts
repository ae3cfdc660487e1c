import { expect, test, type Page } from "@playwright/test";

import { textFile } from "./support/files";
import { expectKeys } from "./support/keys";
import { callApi, handIn } from "./support/product";
import { personIn } from "./support/sign-in";

const WINDOW = { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" } as const;

let client: Page;
let lead: Page;
test.beforeEach(async ({ browser }) => {
  client = await personIn(browser, "client@demo.test", WINDOW);
  lead = await personIn(browser, "lead@demo.test", WINDOW);
});
test.afterEach(() => Promise.all([client.context().close(), lead.context().close()]));

const box = (page: Page) => page.getByRole("textbox", { name: "Comment or reason" });
const expectReview = (page: Page, { response_id }: { response_id: number }) =>
  expect(page).toHaveURL(new RegExp(`/reviews/${response_id}\\b`));
/** The question whose answer is judged now; the address may be ahead of it. */
const expectShown = (page: Page, { question }: { question: string }) =>
  expect(page.getByRole("heading", { level: 2, name: question })).toBeVisible();

test("a lead works through the queue by keyboard, and takes a verdict back", async () => {
  const product = await handIn(client);
  const [first, second, third] = product.answers;
  await lead.goto(`/reviews?product_id=${product.id}`);
  await expect(lead.getByRole("table", { name: "Answers that wait for review" }).getByRole("row")).toHaveCount(4);
  await expectKeys(lead, "Next row");
  await lead.keyboard.press("j");
  await lead.keyboard.press("Enter");
  await expectReview(lead, first);
  await expectShown(lead, first);
  // Nothing to scroll for: the whole desk fits the window.
  expect(await lead.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);

  await lead.keyboard.press("n");
  await expectShown(lead, second);
  await lead.keyboard.press("p");
  await expectShown(lead, first);
  await lead.keyboard.press("a");
  await expectShown(lead, second);
  await expect(lead.getByText("Approved", { exact: true }).first()).toBeVisible();
  await lead.keyboard.press("z");
  await expectShown(lead, first);
  await expect(lead.getByText("Verdict taken back").first()).toBeVisible();
  await lead.keyboard.press("a");
  await expectShown(lead, second);

  await lead.keyboard.press("r");
  await expect(box(lead)).toBeFocused();
  await expect(lead.getByText("Say what has to change.")).toBeVisible();
  await lead.keyboard.type("Who signs them?");
  await lead.reload();
  await expect(box(lead)).toHaveValue("Who signs them?");
  await expectKeys(lead, "Needs revision");
  await lead.keyboard.press("r");
  await expectShown(lead, third);
  await lead.keyboard.press("x");
  await expect(box(lead)).toBeFocused();
  await lead.keyboard.type("This is not what was asked");
  await lead.keyboard.press("Control+Enter");
  await expect(lead).toHaveURL(`/reviews?product_id=${product.id}`);
  await expect(lead.getByText("Nothing waits here")).toBeVisible();

  const { responses } = await callApi<{ responses: { id: number; status: string }[] }>(
    client,
    `/api/get_responses/${product.id}`,
  );
  const statusOf = new Map(responses.map(({ id, status }) => [id, status]));
  expect(product.answers.map(({ response_id }) => statusOf.get(response_id))).toEqual([
    "approved",
    "needs_revision",
    "rejected",
  ]);
});

test("a key held down, or pressed twice, judges one answer and none unseen", async () => {
  const product = await handIn(client);
  const [first, second, third] = product.answers;
  await lead.goto(`/reviews/${first.response_id}?product_id=${product.id}`);
  await expectKeys(lead, "Approve");
  // The next answer takes its time.
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  await lead.route(`**/reviews/${second.response_id}?*`, async (route) => {
    await opened;
    await route.continue();
  });
  await lead.keyboard.press("a");
  await lead.keyboard.press("a");
  await expect(lead.getByText("Approved", { exact: true }).first()).toBeVisible();
  await lead.keyboard.press("a");
  open();
  await expectShown(lead, second);
  await lead.keyboard.down("a");
  await expectShown(lead, third);
  await lead.keyboard.down("a");
  await lead.keyboard.up("a");
  await lead.goto(`/reviews?product_id=${product.id}`);
  await expect(lead.getByText("One answer waits.")).toBeVisible();
  await expect(lead.getByRole("alert").filter({ hasText: "Not saved" })).toHaveCount(0);
});

test("what came back is on the client's list until it is changed; the lead sees what changed", async () => {
  const product = await handIn(client);
  const [, second] = product.answers;
  const review = `/reviews/${second.response_id}?product_id=${product.id}`;
  await lead.goto(review);
  await box(lead).fill("Who signs them?");
  await lead.getByRole("button", { name: /Revise/ }).click();
  await expect(lead).not.toHaveURL(review);

  const toDo = `/to-do?product_id=${product.id}`;
  await client.goto(toDo);
  const list = client.getByRole("list", { name: `What came back of ${product.name}` });
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(list.getByText("Who signs them?")).toBeVisible();
  await expectKeys(client, "Next row");
  await client.keyboard.press("j");
  await client.keyboard.press("Enter");
  await expect(client).toHaveURL(/\/sections\/\d+\?q=\d+&thread=1/);
  const card = client.getByRole("article").filter({ hasText: second.question });
  await expect(card.getByRole("heading", { name: second.question })).toBeInViewport();
  const thread = client.getByRole("dialog", { name: "Thread" });
  await thread
    .getByRole("button", { name: /^Reply/ })
    .first()
    .click();
  await thread.getByRole("textbox", { name: "Reply" }).fill("The release manager, since May");
  await client.keyboard.press("Control+Enter");
  await expect(thread.getByText("The release manager, since May")).toBeVisible();
  await client.keyboard.press("Escape");

  await card.getByLabel("Comment for the reviewer").fill("Signed by the release manager");
  await card.getByRole("button", { name: "Evidence" }).click();
  await card.locator("input[type=file]").setInputFiles(textFile("signature.txt"));
  await expect(card.getByRole("button", { name: "Preview signature.txt" })).toBeVisible();
  await expect(client.locator("[data-save-state]")).toHaveText(/^Saved/);

  await client.goto(toDo);
  await expect(list.getByText("Changed, ready to submit")).toBeVisible();
  await client.getByRole("button", { name: "Submit the changed answer" }).click();
  await expect(client.getByText("Nothing to do")).toBeVisible();

  await lead.goto(review);
  await expect(lead.getByText("Second look")).toBeVisible();
  await expect(lead.getByText("the comment, 1 file added")).toBeVisible();
  const desk = lead.getByRole("main");
  await expect(desk.getByRole("deletion")).toContainText("hand");
  await expect(desk.getByRole("insertion")).toContainText("the release manager");
  const files = lead.getByRole("group", { name: "Evidence" });
  await expect(files.getByRole("button", { name: "signature.txt Added" })).toBeVisible();
  await expect(files.getByText("build 42 by the server")).toBeVisible();
  await expect(desk.getByText("The release manager, since May")).toBeVisible();
  await lead.keyboard.press("a");
  await expect(lead).not.toHaveURL(review);
});

test("a verdict on what has changed since says so, and loses no word", async () => {
  const product = await handIn(client);
  const [first, second] = product.answers;
  await lead.goto(`/reviews/${first.response_id}?product_id=${product.id}`);
  await expectShown(lead, first);
  await callApi(client, "/api/save_response", { product_id: product.id, question: first.question, answer: "C" });
  await box(lead).fill("Looks good");
  await lead.getByRole("button", { name: /Approve/ }).click();
  const alert = lead.getByRole("alert").filter({ hasText: "Not saved" });
  await expect(alert).toContainText("changed since you last saw it");
  await alert.getByRole("link", { name: "Open it again" }).click();
  await expectShown(lead, first);
  await expect(box(lead)).toHaveValue("Looks good");
  await lead.getByRole("button", { name: /Approve/ }).click();
  await expectShown(lead, second);
});
