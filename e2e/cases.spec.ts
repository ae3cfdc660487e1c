import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test, type Browser, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { sayPurpose } from "./support/cases";
import { makePerson } from "./support/people";
import { personIn } from "./support/sign-in";

const WINDOW = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" } as const;

async function download(page: Page, name: string) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name }).first().click();
  return (await waiting).path();
}
const view = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Views of the case" }).getByRole("link", { name }).click();
const custody = (page: Page) => page.getByRole("list", { name: "Custody of EX-1" }).getByRole("listitem");
const enter = (browser: Browser, { email }: { email: string }) => personIn(browser, email, WINDOW);

test("a case goes from its template to a chain of custody and a printed file, and two superusers break its glass", async ({
  browser,
}) => {
  const people = { ana: makePerson("analyst", "Ana Ruiz"), ben: makePerson("analyst", "Ben Okoye") };
  const ana = await enter(browser, people.ana);

  // A case from a template, with its tasks.
  await ana.goto("/cases/templates?template=new");
  const name = `Street sale ${Date.now()}`;
  const template = ana.getByRole("dialog", { name: "New template" });
  await template.getByLabel("Name").fill(name);
  await template.getByLabel("Tasks").fill("Secure the export | 2\nName the seller");
  await template.getByRole("button", { name: "Save template" }).click();
  await expect(ana.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  await ana.goto("/cases?new=1");
  const form = ana.getByRole("dialog", { name: "Open a case" });
  await form.getByLabel("Template").selectOption(name);
  await form.getByLabel("Title").fill("Quiet harbour");
  await form.getByRole("button", { name: "Open case" }).click();
  await ana.waitForURL(/\/purpose\?next=/);
  await sayPurpose(ana, "The sale at the harbour");
  await expect(ana.getByRole("heading", { level: 1, name: "Quiet harbour" })).toBeVisible();
  const address = new URL(ana.url()).pathname;
  const number = (await ana.title()).split(" ")[0]!;

  await view(ana, /^Tasks/);
  await ana.getByRole("checkbox", { name: "Secure the export" }).click();
  await expect(ana.getByText("Done by Ana Ruiz")).toBeVisible();
  await ana.getByRole("textbox", { name: "Task" }).fill("Ask the port police");
  await ana.getByRole("button", { name: "Add task" }).click();
  await expect(ana.getByRole("checkbox", { name: "Ask the port police" })).toBeVisible();
  await view(ana, /^Members/);
  await ana.getByLabel("Analyst").selectOption("Ben Okoye");
  await ana.getByRole("button", { name: "Give the part" }).click();
  await expect(ana.getByRole("row", { name: /Ben Okoye/ })).toBeVisible();
  await view(ana, /^Notes/);
  await ana.getByLabel("Comment").fill("The seller writes at night.");
  await ana.getByRole("button", { name: "Comment" }).click();
  await expect(ana.getByRole("list", { name: "Messages" })).toContainText("The seller writes at night.");

  // An exhibit goes from hand to hand; its chain verifies anywhere.
  await view(ana, /^Exhibits/);
  const file = { name: "export.txt", mimeType: "text/plain", buffer: Buffer.from("exported on 2026-03-01") };
  await ana.getByLabel("File", { exact: true }).setInputFiles(file);
  await ana.getByLabel("Title").fill("Export of the channel");
  await ana.getByLabel("Received from").fill("Port police");
  await ana.getByRole("button", { name: "Take in" }).click();
  await expect(custody(ana)).toHaveCount(1);
  await ana.getByRole("button", { name: "Hand over" }).click();
  const hand = ana.getByRole("alertdialog");
  await hand.getByLabel("To", { exact: true }).selectOption("Ben Okoye");
  await hand.getByLabel("Reason").fill("Second opinion");
  await hand.getByRole("button", { name: "Hand over" }).click();
  await expect(custody(ana)).toHaveCount(2);
  await expectAccessible(ana);

  const ben = await enter(browser, people.ben);
  await ben.goto("/inbox");
  await expect(ben.getByText(`EX-1 of ${number} is handed over to you`).first()).toBeVisible();
  await ben.goto(`${address}?view=exhibits`);
  await sayPurpose(ben);
  await ben.getByRole("button", { name: "Accept" }).click();
  await ben.getByRole("alertdialog").getByRole("button", { name: "Accept" }).click();
  await expect(custody(ben)).toHaveCount(3);
  await expect(ben.getByText("Custody verifies")).toBeVisible();
  const exported = await download(ben, "Custody as JSON");
  const kept = await download(ben, "File");
  expect((await readFile(kept)).toString()).toBe(file.buffer.toString());
  const verifier = path.resolve("public/verify-custody.mjs");
  const verified = spawnSync(process.execPath, [verifier, exported, "--file", kept], { encoding: "utf8" });
  expect(verified.stdout).toContain("The file is the exhibit's.");
  expect(verified.status).toBe(0);

  await ana.goto(address);
  await ana.getByRole("button", { name: "Print the case file" }).click();
  await expect(ana.getByRole("link", { name: "Download the PDF" })).toBeVisible({ timeout: 60_000 });
  const pdf = await readFile(await download(ana, "Download the PDF"));
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");

  // A superuser sees the register; what is in the case takes a reason and a second one.
  const first = await enter(browser, makePerson("superuser", "Sol Vega"));
  const second = await enter(browser, makePerson("superuser", "Noor Amin"));
  await first.goto(address);
  await expect(first.getByText("What is in a case is its members'")).toBeVisible();
  await first.getByRole("link", { name: "Ask to look into it" }).click();
  const asking = first.getByRole("dialog", { name: "Ask to look into a case" });
  await asking.getByLabel("Reason").fill("A complaint about this case");
  await asking.getByRole("button", { name: "Ask" }).click();
  const line = (page: Page) => page.getByRole("row", { name: new RegExp(number) }).first();
  await expect(line(first)).toContainText("Waits for another superuser");
  await expect(line(first).getByRole("button", { name: "Let in" })).toHaveCount(0);
  await second.goto("/admin/break-glass");
  await line(second).getByRole("button", { name: "Let in" }).click();
  await second.getByRole("alertdialog").getByRole("button", { name: "Let in" }).click();
  await expect(line(second)).toContainText("Let in by Noor Amin");
  await first.goto(`${address}?view=notes`);
  await expect(first.getByText("The glass is broken")).toBeVisible();
  await expect(first.getByText("The seller writes at night.")).toBeVisible();
  await expect(first.getByRole("button", { name: "Comment" })).toHaveCount(0);
  await ana.goto(`${address}?view=timeline`);
  await expect(ana.getByText("Sol Vega looks into this case")).toBeVisible();
  await first.getByRole("button", { name: "End the look" }).click();
  await first.getByRole("alertdialog").getByRole("button", { name: "End the look" }).click();
  await expect(first.getByText("What is in a case is its members'")).toBeVisible();
  await ana.goto("/inbox");
  await expect(ana.getByText(`The look into ${number} is over`).first()).toBeVisible();
  for (const page of [ana, ben, first, second]) await page.context().close();
});
