import { expect, type Page, test } from "@playwright/test";

import { signIn } from "./support/sign-in";

/** The link in the latest mail to somebody, as a superuser reads it in the outbox. */
async function mailedLink(page: Page, to: string, subject: RegExp): Promise<string> {
  await page.goto(`/admin/outbox?q=${encodeURIComponent(to)}`);
  await page.getByRole("link", { name: subject }).first().click();
  const text = page.getByRole("dialog", { name: "Mail" }).locator("pre");
  await expect(text).toContainText("http");
  const [link] = /http:\/\/\S+\/(invitation|reset)\/\S+/.exec(await text.innerText())!;
  return new URL(link).pathname;
}

test("an invited person joins, changes the password, forgets it, and comes back", async ({
  page,
  browser,
  baseURL,
}) => {
  const name = `newcomer${Date.now()}`;
  const email = `${name}@example.test`;
  await signIn(page, "superuser@demo.test");
  await page.goto("/admin/invitations?new=1");
  const drawer = page.getByRole("dialog", { name: "Invite a person" });
  await drawer.getByLabel("Organization").fill("Harbor");
  await page.getByRole("option", { name: /Harbor/ }).click();
  await drawer.getByLabel("E-mail").fill(email);
  await drawer.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText(`${email} is invited`)).toBeVisible();
  const invitation = await mailedLink(page, email, /invites you to/);

  const context = await browser.newContext({ baseURL });
  const person = await context.newPage();
  await person.goto(invitation);
  await expect(person.getByRole("heading", { name: /^Join Harbor/ })).toBeVisible();
  await person.getByLabel("User name").fill(name);
  await person.getByLabel("First name").fill("New");
  await person.getByLabel("Last name").fill("Comer");
  await person.getByLabel("Password", { exact: true }).fill("too short");
  await person.getByRole("button", { name: "Create account" }).click();
  await expect(person.getByText("Use at least 15 characters")).toBeVisible();
  await expect(person.getByLabel("First name")).toHaveValue("New");
  await person.getByLabel("Password", { exact: true }).fill("seven otters quarrel loudly");
  await person.getByRole("button", { name: "Create account" }).click();
  await expect(person).toHaveURL("/");
  await person.goto(invitation);
  await expect(person.getByRole("heading", { name: "This invitation is not valid any more" })).toBeVisible();

  await person.goto("/account/security");
  await person.getByLabel("Current password", { exact: true }).fill("seven otters quarrel loudly");
  await person.getByLabel("New password", { exact: true }).fill("a heron counts brass kettles");
  await person.getByRole("button", { name: "Change password" }).click();
  await expect(person.getByText("Password changed")).toBeVisible();

  await person.goto("/");
  await person
    .getByRole("button", { name: /account|New Comer/i })
    .first()
    .click();
  await person.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(person).toHaveURL(/\/sign-in\?notice=signed-out/);
  await person.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(person).toHaveURL("/reset");
  await person.getByLabel("User name or e-mail").fill(email);
  await person.getByRole("button", { name: "Send link" }).click();
  await expect(person.getByRole("status")).toContainText("a link is on its way");

  await person.goto(await mailedLink(page, email, /Choose a new password/));
  await person.getByLabel("New password", { exact: true }).fill("nine herons mend a copper roof");
  await person.getByRole("button", { name: "Change password" }).click();
  await expect(person).toHaveURL("/sign-in?notice=password-changed");
  await person.getByLabel("User name or e-mail").fill(name);
  await person.getByRole("button", { name: "Continue" }).click();
  await person.getByLabel("Password", { exact: true }).fill("nine herons mend a copper roof");
  await person.getByRole("button", { name: "Sign in" }).click();
  await expect(person).toHaveURL("/");
  await context.close();
});
