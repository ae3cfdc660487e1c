import { expect, type Page } from "@playwright/test";

import { DEMO_PASSWORD } from "./start-application";

/** Signs in as one of the demo's people, as a person does. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("User name or e-mail").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(process.env.SECURESPHERE_E2E_PASSWORD ?? DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}
