import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";

import { checkBundle } from "../lib/intelligence/export/stix/check-bundle";
import type { StixBundle } from "../lib/intelligence/export/stix/object";
import { enterToLook } from "./support/sign-in";

const SLOW = { timeout: 20_000 };

/** A scan of SpiderFoot of which one record is broken, about an address that nothing else knows. */
const scanOf = (address: string) => [
  { event_type: "EMAILADDR", data: address, module: "sfp_whois", source_data: "example.com" },
  { event_type: "INTERNET_NAME", data: "mail.example.com", module: "sfp_dnsresolve" },
  { event_type: "EMAILADDR" },
];

test("an analyst imports a scan, links what it tells of, finds it again, and takes it away as STIX", async ({
  page,
}) => {
  const address = `owner.${crypto.randomUUID().slice(0, 8)}@example.com`;
  await enterToLook(page, "analyst@demo.test");
  await page.goto("/osint");

  await page.getByText("Import a scan instead").click();
  const buffer = Buffer.from(JSON.stringify(scanOf(address)));
  await page.locator("input[type=file]").setInputFiles({ name: "scan.json", mimeType: "application/json", buffer });
  await page.waitForURL(/\/osint\/\d+$/);
  const scan = page.url();
  await expect(page.getByText("Records that could not be read and were put aside: 1.")).toBeVisible();
  await expect(page.getByText(/^Record 3: /)).toBeVisible();

  await page.getByLabel(`How sure of ${address}`).selectOption({ label: "Likely" });
  await page.getByRole("button", { name: `Link ${address}` }).click();
  const linked = page.getByRole("list", { name: "Linked identifiers" });
  await expect(linked.getByText("E-mail address, 70 % sure")).toBeVisible(SLOW);
  await page.getByLabel("What you make of it").fill("The same shop as in March.");
  await page.getByRole("button", { name: "Save analysis" }).click();
  await expect(page.getByText("Analysis saved")).toBeVisible(SLOW);
  await page.getByRole("link", { name: "As it came (JSON)" }).click();
  await expect(page.getByLabel("Results as JSON")).toContainText('"rejected"');

  await page.goto("/osint");
  await page.getByLabel("Search for").fill(address.toUpperCase());
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.waitForURL(/\/osint\/\d+$/);
  await expect(page.getByText("known identifier", { exact: true })).toBeVisible(SLOW);

  await page.goto(scan);
  await page.getByRole("button", { name: /^Export search/ }).click();
  await page.getByLabel("Marking").selectOption("amber");
  await page.getByRole("button", { name: "Make the file" }).click();
  await page.waitForURL(/\/exports$/);
  const row = page.getByRole("row").filter({ hasText: "STIX" }).first();
  await expect(row.getByText("Done")).toBeVisible(SLOW);
  const download = page.waitForEvent("download");
  await row.getByRole("link", { name: /^Fetch/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^osint-\d+-[\d-]{10}\.stix\.json$/);
  const bundle = JSON.parse(await readFile(await file.path(), "utf8")) as StixBundle;
  checkBundle(bundle);
  expect(bundle.objects).toContainEqual(expect.objectContaining({ type: "email-addr", value: address }));
});
