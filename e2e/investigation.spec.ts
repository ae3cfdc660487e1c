import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { expect, test, type Page } from "@playwright/test";

import { madeMessages, type MadeChat } from "@/lib/demo/exports/messages";
import { telegramChat } from "@/lib/demo/exports/write-telegram";
import { checkBundle } from "@/lib/intelligence/export/stix/check-bundle";
import type { StixBundle } from "@/lib/intelligence/export/stix/object";
import { sayPurpose } from "./support/cases";
import { makePerson } from "./support/people";
import { personIn } from "./support/sign-in";

/*
 * The whole story of a seized telephone, told by an analyst and an administrator in their browsers: a chat of 100,000 messages
 * is taken in, read by rules, hunted through by another, triaged; who offers is found, followed and put before a case; the case
 * leaves as a file; the administrator sees that it was done and why, and nothing of what was found.
 */

const MESSAGES = 100_000;
const WINDOW = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" } as const;
const PURPOSE = "Sales at the harbour, inquiry 26/118";
/** As long as two busy cores may take for all messages. */
const LONG = { timeout: 420_000 };

async function writeChat(file: string): Promise<void> {
  const chat: MadeChat = { id: 1_500_000_001, name: "Harbour nights", type: "private_supergroup" };
  const messages = madeMessages({ seed: 118, count: MESSAGES, chats: 1 });
  await pipeline(Readable.from(telegramChat(chat, messages)), createWriteStream(file));
}

test.use({ actionTimeout: 30_000, navigationTimeout: 60_000 });

const hits = (page: Page) => page.getByRole("list", { name: "Hits" }).getByRole("listitem");

test("a chat of 100,000 messages becomes a case, and the administrator can say who looked at what for which reason", async ({
  browser,
}, info) => {
  test.setTimeout(1_200_000);
  const file = info.outputPath("result.json");
  const agency = `Harbour unit ${randomUUID().slice(0, 8)}`;
  const ana = await personIn(browser, makePerson("analyst", "Ana Ruiz", agency).email, WINDOW);
  let contentAddress = "";
  let caseAddress = "";
  let number = "";

  await test.step("the analyst says what for, and begins with the rules that come with the service", async () => {
    await writeChat(file);
    await ana.goto("/watchlists");
    await ana.getByLabel("Name").fill("Substances");
    await ana.getByLabel("Begin with the rules that come with the service").check();
    await ana.getByRole("button", { name: "Create watchlist" }).click();
    await expect(ana.getByText("Rule set 1 is in force")).toBeVisible();
    await ana.goto("/purpose?next=/imports/new");
    await sayPurpose(ana, PURPOSE);
  });

  await test.step("the export is taken in, message by message, and read by the rules", async () => {
    await ana.locator("input[type=file]").setInputFiles(file);
    await ana.getByLabel("Supplied by").fill("Harbour police");
    await ana.getByLabel("Authority").fill("Warrant 26/118");
    await ana.getByRole("button", { name: "Upload and look at it" }).click();
    await ana.waitForURL(/\/imports\/\d+$/, { timeout: 60_000 });
    await ana.getByRole("button", { name: "Take it in" }).click();
    await expect(ana.getByText("Done", { exact: true })).toBeVisible(LONG);
    // As many were read as taken: none was known, none is set aside.
    await expect(ana.getByText("100,000", { exact: true })).toHaveCount(2);
  });

  await test.step("a rule that is written later looks through all that is there", async () => {
    await ana.goto("/watchlists");
    await ana.getByRole("table", { name: "Watchlists" }).getByRole("link", { name: "Substances" }).click();
    await ana.getByRole("link", { name: "New rule" }).click();
    const drawer = ana.getByRole("dialog", { name: "New rule" });
    await drawer.getByLabel("Word or phrase").fill("stealth shipping");
    await drawer.getByLabel("Weight").fill("0.5");
    await drawer.getByRole("button", { name: "Try the rule" }).click();
    await expect(drawer.getByText(/of the newest 500 messages/)).toBeVisible();
    await drawer.getByRole("button", { name: "Save rule" }).click();
    await expect(ana.getByText("Rule set 2 is in force")).toBeVisible();
    await ana.goto("/watchlists");
    await ana.getByRole("button", { name: "Preview" }).click();
    await expect(ana.getByText(/100,000 messages have not been looked at with rule set 2/)).toBeVisible();
    await ana.getByRole("button", { name: "Begin the retro-hunt" }).click();
    await expect(ana.getByText(/Retro-hunt done: [\d,]+ new hits/)).toBeVisible(LONG);
  });

  await test.step("the riskiest hits are decided by keyboard", async () => {
    await ana.goto("/triage");
    await expect(hits(ana)).toHaveCount(50);
    await ana.keyboard.press("j");
    for (const [key, word] of [
      ["c", "Confirmed"],
      ["c", "Confirmed"],
      ["r", "False positive"],
      ["e", "Escalated"],
    ] as const) {
      const waiting = hits(ana).filter({ hasText: word });
      const before = await waiting.count();
      await ana.keyboard.press(key);
      await expect(waiting).toHaveCount(before + 1);
    }
    await hits(ana).getByRole("link").first().press("Enter");
    await ana.waitForURL(/\/content\/\d+/);
    contentAddress = new URL(ana.url()).pathname;
    await expect(ana.getByRole("heading", { name: "Why this score" })).toBeVisible();
  });

  await test.step("what the message names is followed: the identifier, who wrote it, what else they wrote", async () => {
    await ana.getByRole("list", { name: "Identifiers of the message" }).getByRole("link").first().click();
    await ana.waitForURL(/\/identifiers\/\d+$/);
    const value = await ana.getByRole("heading", { level: 1 }).innerText();
    await ana.getByLabel("How you know").fill("It stands in the seized address book");
    await ana.getByRole("button", { name: "Verify" }).click();
    await expect(ana.getByText("It stands in the seized address book")).toBeVisible();
    await ana.goto("/search");
    await ana.getByRole("searchbox").fill(value.startsWith("@") ? value.slice(1) : value);
    await ana.getByRole("searchbox").press("Enter");
    await expect(ana.getByRole("link", { name: value }).first()).toBeVisible();
    await ana.goto(contentAddress);
    await ana.getByRole("link", { name: /^Account / }).click();
    await ana.waitForURL(/\/subjects\/\d+/);
    await expect(ana.getByRole("list", { name: "Content" }).getByRole("listitem").first()).toBeVisible();
  });

  await test.step("a case is opened, the message is put before it and frozen with its hash", async () => {
    await ana.goto("/cases?new=1");
    const form = ana.getByRole("dialog", { name: "Open a case" });
    await form.getByLabel("Title").fill("Sales at the harbour");
    await form.getByRole("button", { name: "Open case" }).click();
    await expect(ana.getByRole("heading", { level: 1, name: "Sales at the harbour" })).toBeVisible();
    caseAddress = new URL(ana.url()).pathname;
    number = (await ana.title()).split(" ")[0]!;
    await ana.goto(contentAddress);
    await ana.getByRole("button", { name: "Add to case" }).click();
    const dialog = ana.getByRole("alertdialog");
    await dialog.getByLabel("Case", { exact: true }).selectOption({ label: `${number} Sales at the harbour` });
    await dialog.getByLabel("What it is to the case").fill("offer");
    await dialog.getByRole("button", { name: "Add to case" }).click();
    await expect(ana.getByRole("link", { name: `${number} Sales at the harbour` })).toBeVisible();
    await ana.goto(`${caseAddress}?view=content`);
    await ana.getByRole("button", { name: "Freeze" }).click();
    await ana.getByRole("alertdialog").getByRole("button", { name: "Freeze" }).click();
    await expect(ana.getByText("EX-1 is in your hands")).toBeVisible();
    await ana.goto(`${caseAddress}?view=exhibits`);
    await expect(ana.getByText("Custody verifies")).toBeVisible();
  });

  await test.step("the case leaves as STIX, and the figures have moved", async () => {
    await ana.goto(caseAddress);
    await ana.getByRole("button", { name: /^Export case/ }).click();
    const dialog = ana.getByRole("alertdialog");
    await dialog.getByLabel("Marking").selectOption("amber");
    await dialog.getByRole("button", { name: "Make the file" }).click();
    await ana.waitForURL(/\/exports$/);
    const row = ana.getByRole("row").filter({ hasText: "STIX" }).first();
    await expect(row.getByText("Done")).toBeVisible();
    const download = ana.waitForEvent("download");
    await row.getByRole("link", { name: /^Fetch/ }).click();
    const bundle = JSON.parse(await readFile(await (await download).path(), "utf8")) as StixBundle;
    checkBundle(bundle);
    await ana.goto("/dashboard");
    await expect(ana.getByRole("heading", { level: 2, name: /100,000/ })).toBeVisible();
  });

  await test.step("the administrator sees who looked and why, and of the case its line in the register alone", async () => {
    const admin = await personIn(browser, "superuser@demo.test", WINDOW);
    const record = /\d+$/.exec(contentAddress)![0];
    await admin.goto(`/admin/audit?action=READ&table_name=content&record_id=${record}`);
    const entries = admin.getByRole("table", { name: "Entries of the audit trail" });
    await expect(entries.getByRole("row").nth(1)).toContainText("ana.ruiz");
    await entries.getByRole("row").nth(1).getByRole("link").first().click();
    await expect(admin.getByRole("dialog")).toContainText(PURPOSE);
    await admin.goto(caseAddress);
    await expect(admin.getByText("What is in a case is its members'")).toBeVisible();
    await expect(admin.getByText(number).first()).toBeVisible();
    await admin.context().close();
  });
  await ana.context().close();
});
