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

/** Signing in takes longer than looking: as seldom as may be, in each worker. */
const cookies = new Map<string, { held: Cookie[]; until: number }>();
/** Milliseconds. Who signed in ten minutes ago is asked for the password again before what is sensitive. */
const HELD = 5 * 60_000;

/** Goes on with the session of an earlier test, or signs in. Not for tests that end the session. */
export async function enter(page: Page, login: string): Promise<void> {
  const known = cookies.get(login);
  if (known && Date.now() < known.until) return page.context().addCookies(known.held);
  await signIn(page, login);
  cookies.set(login, { held: await page.context().cookies(), until: Date.now() + HELD });
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
