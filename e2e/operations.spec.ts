import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";

import { makePerson, NORTHWIND } from "./support/people";
import { personIn } from "./support/sign-in";

/** A superuser looks after the service: charts and their tables, settings, sessions, keys and jobs. */
test("a superuser sees how the service is, and ends somebody's session", async ({ browser }) => {
  const page = await personIn(browser, "superuser@demo.test");
  await page.goto("/admin/system");
  await expect(page.getByRole("heading", { name: "System", level: 1 })).toBeVisible();
  await expect(page.getByText("Audit entries").first()).toBeVisible();
  await expect(page.getByRole("table", { name: "Tables by size" })).toContainText("audit_log");
  await expect(page.getByRole("table", { name: "Use cases and round trips by time" })).toContainText(
    "audit.trail.seal",
  );
  const span = page.getByRole("link", { name: "7 days" });
  await span.click();
  await expect(page).toHaveURL(/hours=168/);
  await expect(page.getByRole("figure").first()).toBeVisible();

  await page.getByRole("link", { name: "Settings" }).first().click();
  await expect(page.getByRole("table", { name: "Settings: Database" })).toContainText("DATABASE_POOL_SIZE");
  await expect(page.getByText("postgres://", { exact: false }).first()).not.toContainText("@");

  await page.getByRole("link", { name: "Change alarms" }).click();
  const alarms = page.getByRole("dialog", { name: "Alarms" });
  await alarms.getByLabel(/^Database larger/).fill("-1");
  await alarms.getByRole("button", { name: "Save settings" }).click();
  await expect(alarms.getByLabel(/^Database larger/)).toHaveAccessibleDescription(/must be a whole number/);
  await alarms.getByLabel(/^Database larger/).fill("20000");
  await alarms.getByRole("button", { name: "Save settings" }).click();
  await expect(page.getByRole("region", { name: "Alarms" })).toContainText("20,000 MB");

  await expect(page.getByRole("table", { name: "Keys of the ring" })).toContainText("Current");
  await page.getByRole("button", { name: "Renew all keys" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Renew all keys" }).click();
  await expect(page.getByText("The keys are being renewed")).toBeVisible();
  // It waits for what another journey does with backups, and seals all evidence anew while others read it.
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: "Renew all keys" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 150_000 });
  await page.goto("/admin/audit?action=KEYS_ROTATED");
  const entries = page.getByRole("table", { name: "Entries of the audit trail" });
  await expect(entries.getByText("Renewed an organization's keys").first()).toBeVisible();

  const { email: login } = makePerson("client", "Olga Operated", NORTHWIND);
  const theirs = await personIn(browser, login);
  await page.goto(`/admin/sessions?q=${encodeURIComponent(login)}`);
  await page.getByRole("button", { name: /^End: / }).click();
  await expect(page.getByText("No session matches")).toBeVisible();
  await theirs.goto("/account");
  await expect(theirs).toHaveURL(/sign-in/);
  await theirs.context().close();

  for (const address of ["/admin/keys", "/admin/jobs?state=failed"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.context().close();
});

test("two superusers erase an organization: one asks, another confirms", async ({ browser }) => {
  const name = `Leaving ${randomUUID().slice(0, 8)}`;
  makePerson("client", "Erna Erased", name);
  const { email } = makePerson("superuser", "Sven Second");
  const page = await personIn(browser, "superuser@demo.test");
  await page.goto(`/admin/organizations?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Ask to erase" }).click();
  const asking = page.getByRole("alertdialog");
  await expect(asking.getByRole("button", { name: "Ask to erase" })).toBeDisabled();
  await asking.getByLabel("Name").fill(name);
  await asking.getByLabel("Reason").fill("The contract ended");
  await asking.getByRole("button", { name: "Ask to erase" }).click();
  await expect(page.getByText("Another superuser must confirm it until")).toBeVisible();
  await expect(page.getByRole("button", { name: "Confirm and erase" })).toHaveCount(0);

  const other = await personIn(browser, email);
  await other.goto(page.url());
  await other.getByRole("button", { name: "Confirm and erase" }).click();
  const confirming = other.getByRole("alertdialog");
  await confirming.getByLabel("Name").fill(name);
  await confirming.getByRole("button", { name: "Erase organization" }).click();
  await expect(other).toHaveURL(/\/admin\/jobs$/);
  await expect(async () => {
    await page.goto(`/admin/organizations?q=${encodeURIComponent(name)}`);
    await expect(page.getByText("No organization matches")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 150_000 });
  await other.context().close();
  await page.context().close();
});
