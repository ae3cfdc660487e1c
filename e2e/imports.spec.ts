import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";

import { sayPurpose } from "./support/cases";
import { enter } from "./support/sign-in";

test("an analyst brings a chat in: says whose authority, looks at its first records, takes it in, names its source", async ({
  page,
}) => {
  const chat = `Night crew ${randomUUID().slice(0, 8)}`;
  await enter(page, "analyst@demo.test");
  await page.goto("/purpose?next=/imports/new");
  await sayPurpose(page, "Triage of seized telephones");
  await page.waitForURL("**/imports/new");

  await page.getByRole("button", { name: "Upload and look at it" }).click();
  await expect(page.getByText("Choose the file to bring in.")).toBeVisible();
  await expect(page.getByLabel("Supplied by")).toBeFocused();
  const lines = Array.from(
    { length: 9 },
    (_, at) => `0${at + 1}/02/2026, 21:5${at} - Kai: message ${at}, call +44 7700 90012${at}`,
  );
  const text = ["a line that is no message", ...lines].join("\n");
  const file = { name: "_chat.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByLabel("Supplied by").fill("Harbour police");
  await page.getByLabel("Authority").fill("Warrant 26/0417");
  await page.getByRole("button", { name: "Upload and look at it" }).click();
  await page.waitForURL(/\/imports\/\d+$/);

  await expect(page.getByRole("heading", { level: 1, name: "_chat.txt" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Take it in" })).toBeDisabled();
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByLabel("Dates are written").selectOption("dmy");
  await page.getByLabel("Chat", { exact: true }).fill(chat);
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByRole("row", { name: /2026-02-03 20:52:00/ })).toContainText("message 2");
  await expect(page.getByText("Would be set aside: it stands before the first message")).toBeVisible();
  await page.getByRole("button", { name: "Take it in" }).click();

  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("1 record was set aside")).toBeVisible();
  await page.getByRole("link", { name: "Show them" }).click();
  await expect(page.getByRole("cell", { name: "a line that is no message" })).toBeVisible();
  await page.goto("/imports");
  await expect(
    page.getByRole("row", { name: /_chat\.txt.*Harbour police.*Warrant 26\/0417.*Done/ }).first(),
  ).toBeVisible();

  await page.goto(`/sources?q=${encodeURIComponent(chat)}`);
  await page.getByRole("link", { name: chat }).click();
  await page.getByLabel("Region").fill("gb");
  await page.getByRole("button", { name: "Save source" }).click();
  await expect(page.getByRole("row", { name: new RegExp(chat) })).toContainText("GB");
});
