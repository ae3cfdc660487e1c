import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { CLIENT, startProvider } from "./support/oidc-provider";
import { makePerson } from "./support/people";
import { signIn } from "./support/sign-in";

test("an organization signs in at its own provider: set up, offered, let in, refused, away, and its data fetched", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = `org-${randomUUID().slice(0, 8)}`;
  const organization = `Signs ${slug}`;
  makePerson("client", "Carla Mendez", organization);
  const provider = await startProvider([`${baseURL}/sign-in/sso/${slug}/callback`]);
  const person = { given_name: "Nina", family_name: "Osei", email_verified: true, groups: ["assessors"] };
  provider.know({ ...person, sub: "nina", email: `nina@${slug}.test` });
  provider.know({ ...person, sub: "unsure", email: `unsure@${slug}.test`, email_verified: false });

  await signIn(page, "superuser@demo.test");
  await page.goto(`/admin/organizations?q=${encodeURIComponent(organization)}`);
  await page.getByRole("link", { name: organization }).click();
  await page.getByRole("link", { name: "Single sign-on" }).click();
  await page.getByLabel("Name in addresses").fill(slug);
  await page.getByRole("textbox", { name: "Issuer" }).fill(`${provider.issuer}/wrong`);
  await page.getByRole("button", { name: "Check the issuer" }).click();
  const findings = page.getByRole("list", { name: "What the issuer says" });
  await expect(findings).toContainText("It answers 404");
  await page.getByRole("textbox", { name: "Issuer" }).fill(provider.issuer);
  await page.getByRole("button", { name: "Check the issuer" }).click();
  await expect(findings).toContainText("It takes PKCE.");
  await page.getByLabel("Client id").fill(CLIENT.id);
  await page.getByLabel("Client secret").fill(CLIENT.secret);
  await page.getByLabel("Mail domains").fill(`${slug}.test`);
  await page.getByLabel("Make an account for people who have none").check();
  await page.getByLabel("Claim that says the role").fill("groups");
  await page.getByLabel("Values that make a lead").fill("assessors");
  await page.getByLabel("Only by single sign-on").check();
  await page.getByRole("button", { name: "Save single sign-on" }).click();
  await expect(page.getByText("Single sign-on saved")).toBeVisible();
  await expect(page.getByLabel("Client secret")).toHaveValue("");
  await expectAccessible(page);

  const context = await browser.newContext({ baseURL });
  const visitor = await context.newPage();
  await visitor.goto("/sign-in?next=/account");
  await visitor.getByLabel("User name or e-mail").fill(`nina@${slug}.test`);
  await visitor.getByRole("button", { name: "Continue" }).click();
  await visitor.getByRole("button", { name: `Continue with ${organization}` }).click();
  await visitor.getByLabel("Account").fill("nina");
  await visitor.getByRole("button", { name: "Sign in" }).click();
  await expect(visitor).toHaveURL(/\/account$/);
  await expect(visitor.getByText("Lead", { exact: true })).toBeVisible();
  await expect(visitor.getByText(`nina@${slug}.test`).first()).toBeVisible();
  await visitor.getByRole("button", { name: "Make a file of personal data" }).click();
  const download = visitor.waitForEvent("download");
  await visitor.getByRole("link", { name: /^Download,/ }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), "utf8")) as {
    tables: { users: { id: unknown[] } };
  };
  expect(file.tables.users.id).toEqual([expect.objectContaining({ email: `nina@${slug}.test`, role: "lead" })]);
  await context.close();

  const other = await browser.newContext({ baseURL });
  const refused = await other.newPage();
  await refused.goto(`/sign-in/sso/${slug}`);
  await refused.getByLabel("Account").fill("unsure");
  await refused.getByRole("button", { name: "Sign in" }).click();
  const alert = refused.getByRole("alert").filter({ hasText: /\w/ });
  await expect(alert).toContainText("does not vouch for an e-mail address");
  await refused.goto("/sign-in/sso/nobody-here");
  await expect(alert).toContainText("There is no single sign-on at this address.");
  await provider.stop();
  await refused.goto(`/sign-in/sso/${slug}/callback?code=x&state=y`);
  await expect(alert).toContainText("Begin again");
  await other.close();

  await page.goto("/admin/audit?action=SSO_ACCEPTED");
  await expect(page.getByRole("table")).toContainText("system:login");
});
