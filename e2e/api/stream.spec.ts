import { expect, test } from "@playwright/test";

import { unsubscribeToken } from "@/lib/notify/unsubscribe-token";
import { openStream } from "../support/event-stream";
import { runCommand, startNextDoor } from "../support/next-door";
import { makePerson, NORTHWIND } from "../support/people";
import { enter } from "../support/sign-in";

/*
 * Two processes on one database, the front and Next alone: what happens at one arrives at the streams of the other.
 */
let next: Awaited<ReturnType<typeof startNextDoor>>;
const front = () => process.env.SECURESPHERE_E2E_URL!;

test.beforeAll(async () => {
  next = await startNextDoor(front());
});
test.afterAll(() => next?.stop());

const makeKey = (user: string, scopes: string) =>
  runCommand<{ key: string }>(["api-key", "create", "--user", user, "--scopes", scopes]).key;

async function post(door: string, key: string, path: string, body: unknown) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const response = await fetch(door + path, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: number };
}

test("an event at one replica arrives at the streams of every other, through both doors", async () => {
  const { email } = makePerson("client", "Ada Holm", NORTHWIND);
  const key = makeKey(email, "products:write,comments:read,comments:write");
  const lead = makeKey("lead@demo.test", "comments:write");
  const streams = await Promise.all(
    [front(), next.url].map((url) => openStream({ url }, { authorization: `Bearer ${key}` })),
  );
  for (const stream of streams) {
    expect(stream.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.headers.get("content-encoding")).toBeNull();
    expect(await stream.next()).toMatchObject({ unread: 0 });
  }
  const product = await post(front(), key, "/api/v1/products", { name: `Streams ${crypto.randomUUID()}` });
  for (const [index, door] of [front(), next.url].entries()) {
    await post(door, lead, "/api/v1/comments", { product_id: product.id, comment: "Two processes" });
    for (const stream of streams)
      expect(await stream.next()).toMatchObject({ unread: index + 1, newest: { kind: "comment_added" } });
  }
  for (const stream of streams) stream.close();
});

test("a process that is told to stop ends its streams and then itself", async () => {
  const key = makeKey(makePerson("client", "Ada Holm", NORTHWIND).email, "comments:read");
  const stream = await openStream({ url: next.url }, { authorization: `Bearer ${key}` });
  expect(await stream.next()).toMatchObject({ unread: 0 });
  const ended = stream.next();
  await next.stop();
  expect(await ended).toBeUndefined();
  next = await startNextDoor(front());
});

test("a mail's link asks, and one POST from anywhere ends such mails", async ({ page }) => {
  const { email } = makePerson("client", "Ada Holm", NORTHWIND);
  const { users } = runCommand<{ users: { id: number; email: string }[] }>(["user", "list"]);
  const { id } = users.find((user) => user.email === email)!;
  // Starting the other door has put the application's secret into this process.
  const token = unsubscribeToken({ userId: id, what: "comment" });
  const address = `${front()}/api/v1/unsubscribe/${token}`;
  // Over a connection of its own: those of fetch went stale while the commands above held this process.
  const asked = await page.request.get(address, { maxRedirects: 0 });
  expect([asked.status(), asked.headers().location]).toEqual([303, `/unsubscribe/${token}`]);
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "No more mails about: comments?" })).toBeVisible();
  await page.getByRole("button", { name: "End these mails" }).click();
  await expect(page.getByText("There will be no more mails like that one.")).toBeVisible();
  await enter(page, email);
  await page.goto("/account/notifications");
  await expect(page.getByLabel("Comments")).toHaveValue("inbox");

  const click = await fetch(`${front()}/api/v1/unsubscribe/${unsubscribeToken({ userId: id, what: "mention" })}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect(click.status).toBe(200);
  await page.reload();
  await expect(page.getByLabel("Mentions")).toHaveValue("inbox");
});
