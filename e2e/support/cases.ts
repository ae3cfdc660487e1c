import type { Page } from "@playwright/test";

import { callApi } from "./product";

/** Says what somebody looks for, on the page that asks for it. */
export async function sayPurpose(page: Page, purpose = "A journey of the tests"): Promise<void> {
  await page.getByRole("textbox", { name: "Purpose" }).fill(purpose);
  await page.getByRole("button", { name: "Begin to look" }).click();
  await page.waitForURL((address) => address.pathname !== "/purpose");
}

/** A case of an analyst's own, who has said what for. */
export async function openCase(page: Page, title = "A case to look at"): Promise<{ id: number; number: string }> {
  await page.goto("/purpose");
  await sayPurpose(page);
  return callApi(page, "/api/v1/cases", { title });
}
