import { expect, type Page } from "@playwright/test";

/** The page has come alive: a key with this label works, as the help that "?" opens says. */
export async function expectKeys(page: Page, label: string): Promise<void> {
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(help.getByText(label, { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
}
