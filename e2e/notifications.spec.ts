import { expect, test, type Page } from "@playwright/test";

import { makePerson, NORTHWIND } from "./support/people";
import { callApi, handIn } from "./support/product";
import { personIn } from "./support/sign-in";

/** How many are unread, as the frame says it to screen readers. */
const badge = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Inbox/ });
/** A page that is loaded anew forgets this. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { stayed: true }));
const stayed = (page: Page) => page.evaluate(() => "stayed" in window);

async function sendBack(lead: Page, product: number, answer: { response_id: number; version: number }) {
  await callApi(lead, "/api/v1/comments", {
    product_id: product,
    response_id: answer.response_id,
    response_version: answer.version,
    status: "needs_revision",
    comment: "Please look again",
  });
}

test("a verdict moves the other's badge, inbox and page without a reload", async ({ browser }) => {
  const client = await personIn(browser, makePerson("client", "Nora Lindt", NORTHWIND).email);
  const lead = await personIn(browser, "lead@demo.test");
  const product = await handIn(client);
  await client.goto("/inbox");
  await expect(badge(client)).toHaveAccessibleName("Inbox");
  await expect(client.getByText("You have seen everything")).toBeVisible();
  await mark(client);

  await sendBack(lead, product.id, product.answers[0]);
  await expect(badge(client)).toHaveAccessibleName("Inbox, 1 unread");
  const notices = client.getByRole("list", { name: "Notices" }).getByRole("listitem");
  await expect(notices).toHaveCount(1);

  // A second tab has the same from the first one's stream.
  const second = await client.context().newPage();
  await second.goto(`/products/${product.id}`);
  await mark(second);
  await sendBack(lead, product.id, product.answers[1]);
  await expect(badge(second)).toHaveAccessibleName("Inbox, 2 unread");
  await expect(badge(client)).toHaveAccessibleName("Inbox, 2 unread");
  await expect(client.getByRole("status").filter({ hasText: "New in your inbox: Needs revision" })).toBeAttached();

  // What is done in one tab is done in the other.
  await client.getByRole("button", { name: "Mark all 2 as read" }).click();
  await expect(badge(second)).toHaveAccessibleName("Inbox");
  expect([await stayed(client), await stayed(second)]).toEqual([true, true]);

  // Without a connection pages go on as they were, and catch up after it.
  await client.context().setOffline(true);
  await sendBack(lead, product.id, product.answers[2]);
  await client.context().setOffline(false);
  await expect(badge(client)).toHaveAccessibleName("Inbox, 2 unread");
  await client.context().close();
  await lead.context().close();
});

test("people are named in a thread by keyboard, and those who have it open see it at once", async ({ browser }) => {
  const person = makePerson("client", "Mira Quill", NORTHWIND);
  const client = await personIn(browser, person.email);
  const lead = await personIn(browser, "lead@demo.test");
  const product = await handIn(client);
  await client.goto(`/products/${product.id}?thread=1`);
  const open = client.getByRole("dialog", { name: "Thread" });
  await expect(open.getByText("Nobody has written yet")).toBeVisible();

  await lead.goto(`/products/${product.id}?thread=1`);
  const text = lead.getByRole("textbox", { name: "Comment" });
  await text.pressSequentially("Ask @mira q");
  // A name with a blank in it is not one any more.
  await expect(lead.getByRole("listbox", { name: "People" })).toBeHidden();
  await text.fill("");
  await text.pressSequentially("Ask @quill");
  const option = lead.getByRole("option", { name: "Mira Quill" }).first();
  await expect(option).toBeVisible();
  await expect(text).toHaveAttribute("aria-activedescendant", /.+/);
  await text.press("Escape");
  await expect(option).toBeHidden();
  await expect(lead.getByRole("dialog", { name: "Thread" })).toBeVisible();
  await text.pressSequentially(".");
  await text.press("Backspace");
  await expect(option).toBeVisible();
  await text.press("Enter");
  await expect(text).toHaveValue(/^Ask @\S+ $/);
  await text.pressSequentially("please");
  await text.press("Control+Enter");
  await expect(lead.getByRole("dialog", { name: "Thread" }).getByText("@Mira Quill")).toBeVisible();

  await expect(open.getByText("@Mira Quill")).toBeVisible();
  // Seen in the thread, it is done with; a thread that is looked at leaves nothing unread.
  await client.goto("/inbox?show=all");
  await expect(client.getByRole("list", { name: "Notices" })).toContainText("Elena Marsh mentioned you");
  await client.context().close();
  await lead.context().close();
});

test("people choose what they are told", async ({ browser }) => {
  const client = await personIn(browser, makePerson("client", "Otto Reyes", NORTHWIND).email);
  await client.goto("/account/notifications");
  await expect(client.getByLabel("Comments")).toHaveValue("digest");
  await client.getByLabel("Comments").selectOption("Off");
  await client.getByRole("button", { name: "Save choices" }).click();
  await expect(client.getByText("Choices saved")).toBeVisible();
  await client.reload();
  await expect(client.getByLabel("Comments")).toHaveValue("off");
  const lead = await personIn(browser, "lead@demo.test");
  const product = await handIn(client);
  await callApi(lead, "/api/v1/comments", { product_id: product.id, comment: "Not for the inbox" });
  await client.goto("/inbox");
  await expect(client.getByText("You have seen everything")).toBeVisible();
  await client.context().close();
  await lead.context().close();
});
