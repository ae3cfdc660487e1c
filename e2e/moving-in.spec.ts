import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";

import { hashes, legacyDatabase } from "./support/legacy-database";
import { ownEnvironment } from "./support/start-application";

const at = "2024-03-01 09:00:00";
const account = { role: "client", organization: "Moved House", is_active: 1, created_at: at };
const answer = { user_id: 7101, product_id: 7201, section: "Build", max_score: 0, created_at: at, updated_at: at };
const rows = {
  users: [
    {
      ...account,
      id: 7101,
      username: "moved.client",
      email: "moved@legacy.test",
      first_name: "Mona",
      password_hash: hashes.scrypt,
    },
    {
      ...account,
      id: 7102,
      username: "moved.lead",
      email: "movedlead@legacy.test",
      role: "lead",
      organization: null,
      password_hash: hashes.pbkdf2,
    },
  ],
  products: [{ id: 7201, name: "Moved Portal", owner_id: 7101, is_active: 1, created_at: at }],
  questionnaire_responses: [
    { ...answer, id: 7301, question: "How is it built?", answer: "D) By one command, everywhere", score: 80 },
    {
      ...answer,
      id: 7302,
      question: "Who releases it?",
      answer: "B) Whoever is there",
      score: 40,
      needs_client_response: 1,
    },
  ],
  lead_comments: [
    {
      id: 7401,
      response_id: 7301,
      lead_id: 7102,
      client_id: 7101,
      product_id: 7201,
      comment: "Seen on site",
      status: "approved",
      created_at: at,
    },
    {
      id: 7402,
      response_id: 7302,
      lead_id: 7102,
      client_id: 7101,
      product_id: 7201,
      comment: "Name the person",
      status: "needs_revision",
      created_at: at,
    },
  ],
};

/** Moves the database in beside the running server, as its operator does. */
async function moveIn(): Promise<{ taken: Record<string, number> }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "securesphere-moving-in-"));
  try {
    const file = path.join(folder, "securesphere.db");
    const database = await legacyDatabase("flask", rows);
    writeFileSync(file, database.export());
    database.close();
    const own = JSON.parse(process.env.SECURESPHERE_E2E_ENVIRONMENT!) as Record<string, string>;
    const words = ["cli/run.mjs", "import", "legacy", file, "--json"];
    const out = execFileSync(process.execPath, words, { env: { ...ownEnvironment(), ...own }, encoding: "utf8" });
    return JSON.parse(out) as { taken: Record<string, number> };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signIn(page: Page, login: string, password: string) {
  await page.goto("/sign-in");
  await page.getByLabel("User name or e-mail").fill(login);
  await page.keyboard.press("Enter");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

test("people of the original system sign in with their passwords and find their work", async ({ browser, page }) => {
  test.skip(!process.env.SECURESPHERE_E2E_ENVIRONMENT, "the command line needs the server's environment");
  expect((await moveIn()).taken).toMatchObject({ users: 2, products: 1, questionnaire_responses: 2, lead_comments: 2 });
  await signIn(page, "moved@legacy.test", "correct horse battery");
  await page.goto("/products");
  await page.getByRole("link", { name: "Moved Portal" }).first().click();
  await expect(page.getByRole("heading", { name: "Moved Portal" })).toBeVisible();
  await page.locator("main a[href*='/sections/']").first().click();
  await page.waitForURL(/\/sections\/\d+/);
  await expect(page.getByRole("radio", { name: /By one command, everywhere/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /Whoever is there/ })).toBeChecked();

  const signedOut = await browser.newContext({ baseURL: process.env.SECURESPHERE_E2E_URL });
  const again = await signedOut.newPage();
  await signIn(again, "moved.client", "correct horse battery"); // now by our own hash
  await signedOut.close();

  const reviewer = await browser.newContext({ baseURL: process.env.SECURESPHERE_E2E_URL });
  const lead = await reviewer.newPage();
  await signIn(lead, "movedlead@legacy.test", "admin123");
  await lead.goto("/reviews/7302");
  await expect(lead.getByText("Name the person")).toBeVisible();
  await reviewer.close();
});
