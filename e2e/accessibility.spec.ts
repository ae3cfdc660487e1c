import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { addBehind } from "./support/behind";
import { openCase } from "./support/cases";
import { makeMarket } from "./support/market";
import { ownDocument } from "./support/questionnaire-json";
import { makeHit } from "./support/investigated";
import { enter, enterToLook } from "./support/sign-in";

/*
 * axe finds nothing on any page, light and dark, wide and narrow, and nothing overflows sideways. Every page of the folder
 * app is visited by someone: a new page without a visitor fails the last test.
 */

/** Pages by visitor. A route with parameters says where a link to one of it is found. */
const visits: {
  who: string | undefined;
  pages: { route: string; from?: string; address?: string; make?: (page: Page) => Promise<string> }[];
}[] = [
  {
    who: undefined,
    pages: [
      { route: "/sign-in" },
      { route: "/reset" },
      { route: "/reset/[token]", address: "/reset/unknown" },
      { route: "/invitation/[token]", address: "/invitation/unknown" },
      { route: "/unsubscribe/[token]", address: "/unsubscribe/unknown" },
      { route: "/setup", address: "/setup?token=unknown" },
      { route: "/change-password" },
      { route: "/second-factor" },
      { route: "/sign-in/second-step" },
      { route: "/verify" },
      { route: "/verify/[sha256]", address: `/verify/${"0".repeat(64)}` },
    ],
  },
  {
    who: "analyst@demo.test",
    pages: [
      { route: "/purpose" },
      { route: "/triage" },
      { route: "/content/[id]", make: async () => `/content/${(await makeHit("analyst@demo.test")).content}` },
      { route: "/watchlists" },
      { route: "/watchlists/[id]", make: async () => `/watchlists/${(await makeHit("analyst@demo.test")).watchlist}` },
      { route: "/retention" },
      { route: "/retention/archive" },
      { route: "/identifiers" },
      { route: "/identifiers/[id]", make: enterName },
      { route: "/identifiers/look-up" },
      { route: "/identifiers/new" },
      { route: "/search", address: "/search?q=snow risk:extreme" },
      { route: "/cases", address: "/cases?new=1" },
      { route: "/cases/templates", address: "/cases/templates?template=new" },
      { route: "/cases/[id]", make: async (page) => `/cases/${(await openCase(page)).id}?view=exhibits` },
      { route: "/" },
      { route: "/dashboard" },
      { route: "/graph", make: async () => `/graph?subject=${(await makeMarket()).seller}` },
      { route: "/subjects", make: async () => `/subjects?q=${(await makeMarket()).word}` },
      { route: "/subjects/[id]", make: async () => `/subjects/${(await makeMarket()).seller}` },
      { route: "/osint" },
      { route: "/osint/[id]", make: makeSearch },
      { route: "/osint/connectors" },
      { route: "/exports" },
      { route: "/imports" },
      { route: "/imports/new" },
      { route: "/imports/[id]", address: "/imports/1" },
      { route: "/sources", address: "/sources?source=1" },
    ],
  },
  {
    who: "client@demo.test",
    pages: [
      { route: "/" },
      { route: "/products" },
      { route: "/products/new" },
      { route: "/products/[id]", address: "/products/1" },
      { route: "/products/[id]/edit", address: "/products/1/edit" },
      { route: "/products/[id]/sections/[sectionId]", address: "/products/1/sections/1" },
      { route: "/products/[id]/results", address: "/products/1/results" },
      { route: "/products/[id]/results/[dimensionId]", address: "/products/1/results/1" },
      { route: "/products/[id]/offline", address: "/products/1/offline" },
      { route: "/products/[id]/plan", address: "/products/1/plan?view=findings" },
      { route: "/products/[id]/plan/targets", address: "/products/1/plan/targets" },
      { route: "/plan" },
      { route: "/products/[id]/reports", address: "/products/1/reports" },
      { route: "/branding" },
      { route: "/products/[id]/rounds", address: "/products/1/rounds" },
      { route: "/products/[id]/history", address: "/products/1/history?at=3" },
      { route: "/products/[id]/activity", address: "/products/1/activity" },
      { route: "/answers/[id]", address: "/answers/1" },
      { route: "/products/[id]/compare", address: "/products/1/compare?from=3&to=now" },
      { route: "/portfolio" },
      { route: "/to-do" },
      { route: "/evidence" },
      { route: "/evidence/requests" },
      { route: "/evidence/exposures" },
      { route: "/inbox" },
      { route: "/account" },
      { route: "/account/security" },
      { route: "/account/notifications" },
      { route: "/account/keys" },
    ],
  },
  {
    who: "lead@demo.test",
    pages: [
      { route: "/" },
      { route: "/reviews" },
      { route: "/reviews/[responseId]", from: "/reviews" },
      { route: "/people/[id]", address: "/people/5" },
    ],
  },
  {
    who: "superuser@demo.test",
    pages: [
      { route: "/" },
      { route: "/admin/organizations" },
      { route: "/admin/organizations/[id]", address: "/admin/organizations/2" },
      { route: "/admin/organizations/[id]/sso", address: "/admin/organizations/2/sso" },
      { route: "/admin/users" },
      { route: "/admin/users/[id]", address: "/admin/users/5" },
      { route: "/admin/invitations" },
      { route: "/admin/audit" },
      { route: "/admin/audit/seal" },
      { route: "/admin/audit/archive" },
      { route: "/admin/audit/statistics" },
      { route: "/admin/backups" },
      { route: "/admin/outbox" },
      { route: "/admin/sign-in" },
      { route: "/admin/jobs" },
      { route: "/admin/system" },
      { route: "/admin/platform-state" },
      { route: "/admin/settings" },
      { route: "/admin/sessions" },
      { route: "/admin/keys" },
      { route: "/admin/questionnaires" },
      { route: "/admin/questionnaires/new" },
      { route: "/admin/questionnaires/[versionId]/edit", make: makeDraft },
      { route: "/admin/questionnaires/[versionId]/preview", address: "/admin/questionnaires/1/preview" },
      { route: "/admin/questionnaires/[versionId]/changes", address: "/admin/questionnaires/1/changes" },
      { route: "/admin/questionnaires/import" },
      { route: "/admin/break-glass" },
      { route: "/products/[id]/move", make: async (page) => `/products/${(await addBehind(page)).id}/move` },
    ],
  },
];

/** A draft with what every draft can have. Returns where it is edited. */
async function makeDraft(page: Page): Promise<string> {
  const slug = `draft-${randomUUID()}`;
  const document = { ...ownDocument(), slug, title: "A draft to look at" };
  const file = { name: `${slug}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(document)) };
  await page.goto("/admin/questionnaires/import");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("button", { name: "Store as draft" }).click();
  await page.waitForURL("**/admin/questionnaires");
  return (await page
    .getByRole("link", { name: /^Edit A draft to look at/ })
    .first()
    .getAttribute("href"))!;
}

/** Writes down a name that no text had. Returns its page. */
async function enterName(page: Page): Promise<string> {
  await page.goto("/identifiers/new");
  await page.getByLabel("Value").fill(`A name ${randomUUID()}`);
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.waitForURL(/\/identifiers\/\d+$/);
  return new URL(page.url()).pathname;
}

/** A search that is done. Returns where it is read. */
async function makeSearch(page: Page): Promise<string> {
  await page.goto("/osint");
  await page.getByLabel("Search for").fill("harbour@example.com");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.waitForURL(/\/osint\/\d+$/);
  await expect(page.getByText("Nothing was found")).toBeVisible({ timeout: 20_000 });
  return new URL(page.url()).pathname;
}

async function addressOf(page: Page, { route, from, address, make }: (typeof visits)[number]["pages"][number]) {
  if (make) return make(page);
  if (!from) return address ?? route;
  await page.goto(from);
  const prefix = route.slice(0, route.indexOf("["));
  return (await page.locator(`main a[href^="${prefix}"]`).first().getAttribute("href"))!;
}

/** A page each, for all that a person looks at: what was loaded and compiled once stays so, which is most of the time. */
const opened = new Map<string | undefined, Page>();
async function pageOf(browser: Browser, who: string | undefined): Promise<Page> {
  const known = opened.get(who);
  if (known) {
    await known.setViewportSize({ width: 1280, height: 844 });
    return known;
  }
  const context = await browser.newContext({ baseURL: process.env.SECURESPHERE_E2E_URL });
  const page = await context.newPage();
  if (who) await (who.startsWith("analyst") ? enterToLook : enter)(page, who);
  opened.set(who, page);
  return page;
}

for (const { who, pages } of visits) {
  for (const entry of pages) {
    test(`${entry.route} for ${who ?? "a visitor"}`, async ({ browser }) => {
      const page = await pageOf(browser, who);
      await page.goto(await addressOf(page, entry));
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expectAccessible(page);
    });
  }
}

test("every page is visited", () => {
  const pages = readdirSync("app", { recursive: true, encoding: "utf8" }).filter(
    (file) => path.basename(file) === "page.tsx",
  );
  const routes = pages.map(
    (file) =>
      `/${path
        .dirname(file)
        .split(path.sep)
        .filter((part) => !/^[.(]/.test(part))
        .join("/")}`,
  );
  const planned = new Set(visits.flatMap((visit) => visit.pages.map(({ route }) => route)));
  expect(routes.filter((route) => !planned.has(route))).toEqual([]);
});
