import { expect, type Browser, type BrowserContextOptions, type Cookie, type Page } from "@playwright/test";

import { DEMO_PASSWORD } from "./start-application";

/** Signs in as one of the demo's people, or as one of `people.ts`, as a person does. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("User name or e-mail").fill(login);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(process.env.SECURESPHERE_E2E_PASSWORD ?? DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Signing in takes longer than looking: once a person and worker. */
const cookies = new Map<string, Cookie[]>();

/** Goes on with the session of an earlier test, or signs in. Not for tests that end the session. */
export async function enter(page: Page, login: string): Promise<void> {
  const known = cookies.get(login);
  if (known) return page.context().addCookies(known);
  await signIn(page, login);
  cookies.set(login, await page.context().cookies());
}

/** Who has said by now what their looks are for: it stands for hours. */
const saidWhy = new Set<string>();

/** As `enter`, for who works in the intelligence workspace: says first what for. */
export async function enterToLook(page: Page, login: string): Promise<void> {
  await enter(page, login);
  if (saidWhy.has(login)) return;
  await page.goto("/purpose");
  await page.getByRole("textbox", { name: "Purpose" }).fill("A test of the workspace");
  await page.getByRole("button", { name: "Begin to look" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  saidWhy.add(login);
}

/** Somebody with a browser of their own, signed in. Close its context when done. */
export async function personIn(browser: Browser, login: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: process.env.SECURESPHERE_E2E_URL, ...options });
  const page = await context.newPage();
  await enter(page, login);
  return page;
}
