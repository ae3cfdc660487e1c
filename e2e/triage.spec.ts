import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { expectKeys } from "./support/keys";
import { withOwner } from "./support/owner-sql";
import { makePerson } from "./support/people";
import { personIn } from "./support/sign-in";

const WINDOW = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" } as const;

const SAID = [
  "good morning everybody",
  "fresh c0caine tonight, 60 a gram",
  "police seized cocaine at the port",
  "Сосаіnе, write to me",
  "the store confirmed delivery",
];

/** An agency of the test's own with a chat, and its analyst. */
async function makeAgency() {
  const name = `Harbour ${randomUUID().slice(0, 8)}`;
  await withOwner(async (sql) => {
    const [agency] = await sql<{ id: number }>("insert into organizations (name) values ($1) returning id", [name]);
    const [source] = await sql<{ id: number }>(
      "insert into sources (organization_id, platform, name, platform_source_id) values ($1, 'telegram', 'Night market', 'channel1') returning id",
      [agency!.id],
    );
    for (const [n, text] of SAID.entries())
      await sql(
        "insert into content (organization_id, source_id, platform_content_id, text, posted_at) values ($1, $2, $3, $4, now() - make_interval(mins => $5))",
        [agency!.id, source!.id, String(n), text, 60 - n],
      );
  });
  return makePerson("analyst", "Ana Lyst", name);
}

let analyst: Page;
test.beforeEach(async ({ browser }) => {
  analyst = await personIn(browser, (await makeAgency()).email, WINDOW);
});
test.afterEach(() => analyst.context().close());

const hits = (page: Page) => page.getByRole("list", { name: "Hits" }).getByRole("listitem");

test("a rule is written and tried, looks through what is there, and its hits are decided by keyboard", async () => {
  await analyst.goto("/watchlists");
  await analyst.getByLabel("Name").fill("Substances");
  await analyst.getByRole("button", { name: "Create watchlist" }).click();
  await expect(analyst.getByRole("heading", { level: 1, name: "Substances" })).toBeVisible();
  await analyst.getByRole("link", { name: "New rule" }).click();
  const drawer = analyst.getByRole("dialog", { name: "New rule" });
  await drawer.getByLabel("Word or phrase").fill("cocaine");
  await drawer.getByLabel("Weight").fill("0.7");
  await drawer.getByLabel("Harmless near").fill("police seiz*");
  await drawer.getByLabel("Text").fill("no sugar, but c.o.c.a.i.n.e");
  await drawer.getByRole("button", { name: "Try the rule" }).click();
  // Every look is made for a purpose, and none was said yet.
  await expect(drawer.getByText("Say first what you are looking for")).toBeVisible();
  await analyst.goto(`/triage`);
  await expect(analyst).toHaveURL(/\/purpose/);
  await analyst.getByLabel("Purpose").fill("Triage of the night market");
  await analyst.getByRole("button", { name: "Begin to look" }).click();
  await expect(analyst.getByText("Nothing waits")).toBeVisible();

  await analyst.goto("/watchlists");
  await analyst.getByRole("table", { name: "Watchlists" }).getByRole("link", { name: "Substances" }).click();
  await analyst.getByRole("link", { name: "New rule" }).click();
  await drawer.getByLabel("Word or phrase").fill("cocaine");
  await drawer.getByLabel("Weight").fill("0.7");
  await drawer.getByLabel("Harmless near").fill("police seiz*");
  await drawer.getByLabel("Text").fill("no sugar, but c.o.c.a.i.n.e");
  await drawer.getByRole("button", { name: "Try the rule" }).click();
  await expect(drawer.locator("mark")).toHaveText("c.o.c.a.i.n.e");
  await expect(drawer.getByText("Hits 3 of the newest 5 messages, 1 in harmless contexts only.")).toBeVisible();
  await expectAccessible(analyst);
  await drawer.getByRole("button", { name: "Save rule" }).click();
  await expect(analyst.getByRole("table", { name: "Rules" }).getByRole("link", { name: "cocaine" })).toBeVisible();
  await expect(analyst.getByText("Rule set 1 is in force")).toBeVisible();

  await analyst.goto("/watchlists");
  await analyst.getByRole("button", { name: "Preview" }).click();
  await expect(analyst.getByText("5 messages have not been looked at with rule set 1.")).toBeVisible();
  await expectAccessible(analyst);
  await analyst.getByRole("button", { name: "Begin the retro-hunt" }).click();
  await expect(analyst.getByText("Retro-hunt done: 3 new hits")).toBeVisible();

  await analyst.goto("/triage");
  await expect(hits(analyst)).toHaveCount(2);
  await expect(hits(analyst).locator("mark")).toHaveText(["Сосаіnе", "c0caine"]);
  await expectAccessible(analyst);
  await expectKeys(analyst, "Take the last decision back");
  await analyst.keyboard.press("j");
  await analyst.keyboard.press("c");
  await expect(hits(analyst).first().getByText("Confirmed")).toBeVisible();
  await expect(hits(analyst).nth(1).getByRole("link")).toBeFocused();
  await analyst.keyboard.press("r");
  await expect(hits(analyst).nth(1).getByText("False positive")).toBeVisible();
  await expect(analyst.getByText("False positive: 1 hit")).toBeVisible();
  await analyst.keyboard.press("z");
  await expect(analyst.getByText("Taken back: 1 hit")).toBeVisible();
  await expect(hits(analyst).nth(1).getByText("False positive")).toBeHidden();
  await analyst.reload();
  await expect(hits(analyst)).toHaveCount(1);
  await analyst.getByLabel("Harmless contexts").selectOption("Shown");
  await expect(analyst).toHaveURL(/harmless=true/);
  await expect(hits(analyst)).toHaveCount(1);
  await analyst.getByLabel("Order").selectOption("Newest first");
  await expect(hits(analyst)).toHaveCount(2);

  await hits(analyst).getByRole("link").first().press("Enter");
  await expect(analyst).toHaveURL(/\/content\/\d+/);
  await expect(analyst.getByRole("heading", { name: "Why this score" })).toBeVisible();
  await expect(analyst.getByRole("list", { name: "Before" })).toContainText("good morning everybody");
  await expectAccessible(analyst);

  await analyst.goto("/watchlists");
  await analyst.getByRole("link", { name: "Substances" }).click();
  await expect(analyst.getByRole("table", { name: "Rules" }).getByText("100 % of 1")).toBeVisible();
});
