import { expect, type Page } from "@playwright/test";

import type { Product } from "./product";

/** The page of a section: its questions counted from 1, and how saving goes. */

export const question = (page: Page, at: number) => page.getByRole("article").nth(at - 1);

/** A stage of a question; both counted from 1. */
export const stage = (page: Page, ofQuestion: number, at: number) =>
  question(page, ofQuestion)
    .getByRole("radio")
    .nth(at - 1);

export const saveState = (page: Page) => page.locator("[data-save-state]");
export const expectSaved = (page: Page) => expect(saveState(page)).toHaveText(/^Saved \d\d:\d\d$/);
export const expectCurrent = (page: Page, at: number) =>
  expect(question(page, at)).toHaveAttribute("data-current", "true");

/** The page has come alive: stages can be chosen. */
export const expectReady = (page: Page) => expect(page.getByRole("radio", { disabled: false }).first()).toBeAttached();

/** Opens a new product at its first question, as a person does; returns that address. */
export async function openFirstQuestion(page: Page, product: Product): Promise<string> {
  await page.goto(`/products/${product.id}`);
  await page.getByRole("link", { name: "Begin with question 1" }).click();
  await page.waitForURL(/\/sections\/\d+\?q=\d+/);
  await expectReady(page);
  return page.url();
}
