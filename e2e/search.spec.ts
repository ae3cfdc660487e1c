import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { enterToLook } from "./support/sign-in";

/*
 * An analyst's search and identifiers. Messages come from imports, which have their own journey: what is looked for here was
 * entered by hand.
 */
test("an analyst enters, verifies, looks up and finds an identifier, and keeps a search", async ({ page }) => {
  test.setTimeout(120_000);
  const name = `Ivan ${randomUUID().slice(0, 8)}`;
  await enterToLook(page, "analyst@demo.test");
  await page.goto("/identifiers/new");
  await page.getByLabel("Kind").selectOption("name");
  await page.getByLabel("Value").fill(name.toUpperCase());
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(page).toHaveURL(/\/identifiers\/\d+$/);
  await expect(page.getByText("It stands in no message")).toBeVisible();
  await page.getByLabel("How you know").fill("Showed a passport");
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByText("Showed a passport")).toBeVisible();
  await expectAccessible(page);

  await page.goto("/identifiers/look-up");
  await page.getByLabel("What to look up").fill(`nobody ${randomUUID()}\n${name}\n${randomUUID()}@example.com`);
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByText("1 of 3 are known.", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name: name.toUpperCase() }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name.toUpperCase());

  await page.goto("/search");
  await page.getByRole("searchbox").fill(`${name} risk:extreme`);
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByText("“risk:extreme” is not known")).toBeVisible();
  await expect(page.getByText("No message matches")).toBeVisible();
  await expect(page.getByRole("link", { name: name.toUpperCase() })).toBeVisible();
  const kept = `Watch ${randomUUID().slice(0, 6)}`;
  await page.getByLabel("Name of the search").fill(kept);
  await page.getByRole("button", { name: "Keep and tell me" }).click();
  await expect(page.getByRole("navigation", { name: "Searches you keep" }).getByText(kept)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Forget the search ${kept}` }).click();
  await expect(page.getByText(kept)).toHaveCount(0);

  await page.goto(`/identifiers?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("link", { name: name.toUpperCase() })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Search, or jump to…").first().fill(name);
  await page.getByRole("group", { name: "Identifiers" }).getByRole("option").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name.toUpperCase());
});
