import { expect, type APIRequestContext, type Page, test } from "@playwright/test";

import { signIn } from "./support/sign-in";
import { DEMO_PASSWORD } from "./support/start-application";

const password = process.env.SECURESPHERE_E2E_PASSWORD ?? DEMO_PASSWORD;

/** What the browser refused to run or load by the page's policy. */
function violations(page: Page): string[] {
  const found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) found.push(message.text());
  });
  return found;
}

/** Logs in as a program would, with next-auth's token and the given headers. */
async function logIn(
  request: APIRequestContext,
  headers: Record<string, string> = {},
  given = password,
  login = "client@other.test",
) {
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const form = { csrfToken, login, password: given, json: "true" };
  return request.post("/api/auth/callback/credentials", { form, headers, maxRedirects: 0 });
}

test("signing in asks for one thing, then for the password, and leads to where one wanted to go", async ({ page }) => {
  const refused = violations(page);
  await page.goto("/account/security?x=1");
  await expect(page).toHaveURL("/sign-in?next=%2Faccount%2Fsecurity%3Fx%3D1");
  await expect(page.getByLabel("Password", { exact: true })).toBeHidden();
  await page.getByLabel("User name or e-mail").fill("client@other.test");
  await page.keyboard.press("Enter");
  await page.getByLabel("Password", { exact: true }).fill("not this one");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("do not belong together");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/account/security?x=1");
  await page.goto("/sign-in");
  await expect(page).toHaveURL("/");
  expect(refused).toEqual([]);
});

test("an unknown account and a wrong password look alike to a program, byte for byte", async ({
  playwright,
  baseURL,
}) => {
  const answers = [];
  for (const login of ["client@other.test", "nobody@other.test"]) {
    const request = await playwright.request.newContext({ baseURL });
    const answer = await logIn(request, {}, "wrong", login);
    answers.push({ status: answer.status(), body: await answer.text(), headers: Object.keys(answer.headers()).sort() });
    await request.dispose();
  }
  expect(answers[0]).toMatchObject({ status: 401 });
  expect(answers[1]).toEqual(answers[0]);
});

test("the session's cookie is out of reach of scripts, new at every log-in, and dead after signing out", async ({
  playwright,
  baseURL,
}) => {
  const request = await playwright.request.newContext({ baseURL });
  const cookie = async () =>
    (await request.storageState()).cookies.find(({ name }) => name.endsWith("securesphere.session"))!;
  await logIn(request);
  const first = await cookie();
  expect(first).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await logIn(request);
  const second = await cookie();
  expect(second.value).not.toBe(first.value);
  const replay = async ({ name, value }: { name: string; value: string }) => {
    const bare = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { cookie: `${name}=${value}` } });
    const answer = await bare.get("/api/v1/products");
    const pageAnswer = await bare.get("/account", { maxRedirects: 0 });
    await bare.dispose();
    return [answer.status(), pageAnswer.status()];
  };
  expect(await replay(first)).toEqual([401, 307]);
  expect(await replay(second)).toEqual([200, 200]);
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const form = { csrfToken, json: "true" };
  expect((await request.post("/api/auth/signout", { form })).status()).toBe(403);
  expect((await request.post("/api/auth/signout", { form, headers: { origin: baseURL! } })).status()).toBe(200);
  expect(await replay(second)).toEqual([401, 307]);
  await request.dispose();
});

test("another site cannot sign anybody in, nor lead anybody away", async ({ request, page }) => {
  for (const headers of [
    { origin: "http://evil.test" },
    { origin: "null" },
    { origin: "http://evil.test", "x-forwarded-host": "evil.test" },
    { "sec-fetch-site": "cross-site" },
  ] as Record<string, string>[]) {
    expect((await logIn(request, headers)).status(), JSON.stringify(headers)).toBe(403);
  }
  for (const address of ["https://evil.test", "//evil.test", "/\\evil.test", "javascript:alert(1)", "http://["]) {
    const answer = await request.get(`/api/auth/signin?callbackUrl=${encodeURIComponent(address)}`, {
      maxRedirects: 0,
    });
    expect(answer.status(), address).toBeLessThan(500);
    expect(answer.headers().location ?? "", address).not.toMatch(/^(https?:)?\/\/(?!127\.0\.0\.1|localhost)|evil/);
  }
  await page.goto("/sign-in?next=https://evil.test");
  await page.getByLabel("User name or e-mail").fill("client@other.test");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/");
});

test("a reset is promised to everybody in the same words", async ({ page }) => {
  for (const login of ["nobody@nowhere.test", "client@other.test"]) {
    await page.goto("/reset");
    await page.getByLabel("User name or e-mail").fill(login);
    await page.getByRole("button", { name: "Send link" }).click();
    await expect(page.getByRole("status")).toContainText(`If ${login} belongs to an account, a link is on its way.`);
  }
  await page.goto("/reset/no-such-token");
  await expect(page.getByRole("heading", { name: "This link is not valid any more" })).toBeVisible();
  await page.goto("/invitation/no-such-token");
  await expect(page.getByRole("heading", { name: "This invitation is not valid any more" })).toBeVisible();
});

test("a device is seen and signed out from another", async ({ page, browser, baseURL }) => {
  const refused = violations(page);
  await signIn(page, "client@other.test");
  const context = await browser.newContext({
    baseURL,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  });
  const there = await context.newPage();
  await signIn(there, "client@other.test");
  await page.goto("/account/security");
  await expect(page.getByText("This device")).toBeVisible();
  const line = page.getByRole("listitem").filter({ hasText: "Firefox on Linux" }).first();
  await line.getByRole("button", { name: "Sign out Firefox on Linux" }).click();
  await expect(page.getByText("Firefox on Linux is signed out")).toBeVisible();
  await there.goto("/account");
  await expect(there).toHaveURL(/\/sign-in/);
  await context.close();

  await page.getByLabel("Current password", { exact: true }).fill("not this one");
  await page.getByLabel("New password", { exact: true }).fill("a heron counts brass kettles");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expect(page.getByLabel("New password", { exact: true })).toHaveValue("a heron counts brass kettles");
  expect(refused).toEqual([]);
});

test("a form is checked before it is sent, and keeps what was typed when nobody answers", async ({ page }) => {
  const refused = violations(page);
  await signIn(page, "client@other.test");
  await page.goto("/account/security");
  const sent: string[] = [];
  await page.route("**/*", (route, request) => {
    if (request.method() !== "POST") return route.fallback();
    sent.push(request.url());
    return route.abort();
  });
  const current = page.getByLabel("Current password", { exact: true });
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(current).toBeFocused();
  await expect(current).toHaveAccessibleDescription("is required");
  await expect(page.getByLabel("New password", { exact: true })).toHaveAttribute("aria-invalid", "true");
  expect(sent).toEqual([]);

  await current.fill("what I have now");
  await expect(current).not.toHaveAttribute("aria-invalid");
  await page.getByLabel("New password", { exact: true }).fill("a heron counts brass kettles");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("The server did not answer.");
  await expect(current).toHaveValue("what I have now");
  expect(sent).toHaveLength(1);
  expect(refused).toEqual([]);
});

test("a key is shown once, works, and stops when revoked", async ({ page, playwright, baseURL }) => {
  await signIn(page, "client@other.test");
  const name = `Key ${Date.now()}`;
  await page.goto("/account/keys");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Choose at least one");
  await page.getByLabel("Read products").check();
  await page.getByRole("button", { name: "Create key" }).click();
  const key = await page.getByLabel("API key").inputValue();
  expect(key).toMatch(/^ssk_/);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(key)).toBeHidden();
  const program = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  expect((await program.get("/api/v1/products")).status()).toBe(200);
  const line = page.getByRole("listitem").filter({ hasText: name });
  await line.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(line.getByText("Revoked")).toBeVisible();
  expect((await program.get("/api/v1/products")).status()).toBe(401);
  await program.dispose();
});

test("who is behind a proxy that asks for a name and password is still whom the cookie says", async ({ page }) => {
  await signIn(page, "client@other.test");
  const basic = { authorization: `Basic ${btoa("somebody:something")}` };
  for (const address of ["/account", "/api/v1/products", `/verify/${"0".repeat(64)}`]) {
    expect((await page.request.get(address, { headers: basic, maxRedirects: 0 })).status(), address).toBe(200);
  }
  for (const address of ["/account", `/verify/${"0".repeat(64)}`]) {
    const mistaken = { authorization: "Bearer of good news" };
    expect((await page.request.get(address, { headers: mistaken, maxRedirects: 0 })).status(), address).toBe(200);
  }
});

test("pages keep their headers, and nothing personal in anybody's cache", async ({ page, request }) => {
  await signIn(page, "client@other.test");
  for (const address of ["/sign-in", "/account", "/nowhere-at-all"]) {
    const answer = await (address === "/account" ? page.request : request).get(address);
    const headers = answer.headers();
    expect(headers["content-security-policy"], address).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'/);
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["cache-control"]).toMatch(/private.*no-store/);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers).not.toHaveProperty("x-powered-by");
  }
});
