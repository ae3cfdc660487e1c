import { expect, test, type Page, type Request } from "@playwright/test";

import { signIn } from "../support/sign-in";

/*
 * A server action is a POST that a browser sends with its cookies: replayed from elsewhere it must change nothing. The
 * same holds for signing in, before there is a cookie.
 */
const elsewhere: Record<string, Record<string, string | undefined>> = {
  "another origin": { origin: "http://evil.test" },
  "another origin and a forwarded host that agrees": { origin: "http://evil.test", "x-forwarded-host": "evil.test" },
  "the null origin": { origin: "null" },
  "no origin": { origin: undefined, "sec-fetch-site": undefined },
};

/** Sends an action again as another site would make the browser send it. */
async function replay(
  action: Request,
  cookie: string,
  change: Record<string, string | undefined>,
  contentType: string,
) {
  const headers = {
    "next-action": action.headers()["next-action"],
    accept: "text/x-component",
    "content-type": contentType,
    cookie,
    ...change,
  };
  const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const body = new Uint8Array(action.postDataBuffer() ?? []);
  const response = await fetch(action.url(), { method: "POST", headers: sent, body, redirect: "manual" });
  return response.text();
}

async function actionOf(page: Page, act: () => Promise<void>): Promise<Request> {
  const request = page.waitForRequest((sent) => sent.method() === "POST" && "next-action" in sent.headers());
  await act();
  return request;
}

async function requireOwnPages(page: Page, action: Request) {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const contentType = action.headers()["content-type"]!;
  const own = { origin: new URL(action.url()).origin };
  expect(await replay(action, cookie, own, contentType)).toContain('"ok":true');
  for (const [name, change] of Object.entries(elsewhere)) {
    for (const type of [contentType, "text/plain", "application/x-www-form-urlencoded"]) {
      const text = await replay(action, cookie, change, type);
      expect([name, text.includes('"ok":true')]).toEqual([name, false]);
    }
  }
}

test("actions of somebody who is signed in are taken from our own pages only", async ({ page }) => {
  await signIn(page, "client@demo.test");
  await page.goto("/account");
  await requireOwnPages(page, await actionOf(page, () => page.getByRole("button", { name: "Save profile" }).click()));
});

test("actions of visitors are, too", async ({ page }) => {
  await page.goto("/reset");
  await page.getByLabel("User name or e-mail").fill("nobody@demo.test");
  await requireOwnPages(page, await actionOf(page, () => page.getByRole("button", { name: "Send link" }).click()));
});
