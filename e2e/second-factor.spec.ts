import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";

import { startNextDoor } from "./support/next-door";
import { withOwner } from "./support/owner-sql";
import { makePerson, NORTHWIND } from "./support/people";
import { DEMO_PASSWORD } from "./support/start-application";

/*
 * One person's second factors, from the first app to signing in with a passkey alone. On `localhost`: browsers make no
 * passkeys for bare addresses.
 */

const sql = (text: string, values: unknown[]) => withOwner((run) => run(text, values));

async function givePassword(page: Page, email: string) {
  await page.goto("/sign-in?next=/account/security");
  await page.getByLabel("User name or e-mail").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(process.env.SECURESPHERE_E2E_PASSWORD ?? DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function signOut(page: Page) {
  await page.context().clearCookies();
}

async function isAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate();

test("second factors are added, asked for, required, and a passkey signs in by itself", async ({ browser }) => {
  test.skip(!process.env.SECURESPHERE_E2E_ENVIRONMENT, "needs the server's environment");
  test.setTimeout(240_000);
  const door = await startNextDoor();
  const context = await browser.newContext({ baseURL: door.url });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  const { email } = makePerson("client", "Paula Passkey", NORTHWIND);
  const lines = page.getByRole("region", { name: "Second factor" }).getByRole("listitem");
  const atAccount = () => expect(page.getByRole("heading", { name: "Second factor" })).toBeVisible();

  await test.step("an app, with its recovery codes", async () => {
    await givePassword(page, email);
    await atAccount();
    await page.getByRole("button", { name: "Add an app" }).click();
    await page.getByLabel("Name of the app or phone").fill("Phone");
    await page.getByRole("button", { name: "Show the code to scan" }).click();
    await expect(page.getByRole("img", { name: "QR code of the secret" })).toBeVisible();
    await isAccessible(page);
    const secret = await page.locator("code").innerText();
    await page.getByLabel("Code from your authenticator app").fill("000000");
    await page.getByRole("button", { name: "Add app" }).click();
    await expect(page.getByText("This is not the app's code.")).toBeVisible();
    const used = codeOf(secret);
    await page.getByLabel("Code from your authenticator app").fill(used);
    await page.getByRole("button", { name: "Add app" }).click();
    const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
    await expect(codes).toHaveCount(10);
    const [recovery] = await codes.allInnerTexts();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await expect(lines.filter({ hasText: "Phone" })).toBeVisible();

    await signOut(page);
    await givePassword(page, email);
    await page.getByLabel("Code from your authenticator app").fill(used);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText("not right, or was used before");
    await isAccessible(page);
    await page.getByRole("button", { name: "Use a recovery code" }).click();
    await page.getByLabel("Recovery code").fill(recovery!);
    await page.getByRole("button", { name: "Sign in" }).click();
    await atAccount();
    await expect(page.getByText("9 are left")).toBeVisible();

    await sql("update authenticators set last_step = 0 where user_id = (select id from users where email = $1)", [
      email,
    ]);
    await sql(
      "update sessions set proven_at = now() - interval '1 hour' where user_id = (select id from users where email = $1)",
      [email],
    );
    await page.goto("/account/keys");
    await page.getByLabel("Name").fill("Pipeline");
    await page.getByLabel("Read products").check();
    await page.getByRole("button", { name: "Create key" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Confirm that it is you" });
    await expect(dialog.getByLabel("Code from your authenticator app")).toBeFocused();
    await isAccessible(page);
    await dialog.getByLabel("Code from your authenticator app").fill("000000");
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog.getByRole("alert")).toContainText("not right");
    await dialog.getByLabel("Code from your authenticator app").fill(codeOf(secret));
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByLabel("API key")).toHaveValue(/^ssk_/);
  });

  await test.step("a passkey, as a second factor and alone", async () => {
    const cdp = await context.newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    const options = {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
    } as const;
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
    });
    await page.goto("/account/security");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByLabel("Name of the passkey").fill("Laptop");
    await page.getByRole("button", { name: "Make a passkey" }).click();
    await expect(lines.filter({ hasText: "Laptop" })).toContainText("never used");

    await signOut(page);
    await givePassword(page, email);
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await atAccount();
    await expect(lines.filter({ hasText: "Laptop" })).toContainText("last used");

    await signOut(page);
    await page.goto("/sign-in?next=/account/security");
    // The answer that the browser sends is kept, to be sent once more.
    const sent = page.waitForRequest((request) => request.url().endsWith("/callback/credentials"));
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await atAccount();
    const form = Object.fromEntries(new URLSearchParams((await sent).postData()!));
    expect(form.step).toBe("passkey");
    const replayed = await page.request.post("/api/auth/callback/credentials", { form, headers: { origin: door.url } });
    expect(replayed.status()).toBe(401);

    // The same passkey does not answer to the same server under another name, nor in a page of another site.
    await signOut(page);
    const elsewhere = door.url.replace("localhost", "other.localhost");
    await page.route(`${elsewhere}/`, (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Another site</title>" }),
    );
    await page.goto(elsewhere);
    const outcome = await page.evaluate(async () => {
      const publicKey = { challenge: new Uint8Array(16), rpId: "localhost", timeout: 1_000 };
      return navigator.credentials.get({ publicKey }).then(
        () => "answered",
        (error: Error) => error.name,
      );
    });
    expect(outcome).not.toBe("answered");
    await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
  });

  await test.step("a superuser removes them, and requires one", async () => {
    await givePassword(page, "superuser@demo.test");
    await atAccount();
    await page.goto(`/admin/users?q=${encodeURIComponent(email)}`);
    await page.getByRole("link", { name: /^paula\.passkey/ }).click();
    await page.getByRole("button", { name: "Remove second factors" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove second factors" }).click();
    await expect(page.getByText("The second factors of Paula Passkey are removed")).toBeVisible();
    await sql("insert into organizations (name) values ($1)", [`Strict ${email}`]);
    await sql("update users set organization_id = (select max(id) from organizations) where email = $1", [email]);
    await page.goto(`/admin/organizations?q=${encodeURIComponent(`Strict ${email}`)}`);
    await page.getByRole("link", { name: `Strict ${email}` }).click();
    await page.getByRole("switch", { name: /must have a second factor/ }).click();
    await expect(page.getByText("A second factor is required", { exact: true })).toBeVisible();
    await page.goto("/admin/sign-in");
    await expect(page.getByRole("link", { name: `Strict ${email}` })).toBeVisible();

    await signOut(page);
    await givePassword(page, email);
    await expect(page).toHaveURL("/second-factor");
    await isAccessible(page);
    await page.goto("/products");
    await expect(page).toHaveURL("/second-factor");
    await page.getByRole("button", { name: "Add an authenticator app" }).click();
    await page.getByLabel("Name of the app or phone").fill("New phone");
    await page.getByRole("button", { name: "Show the code to scan" }).click();
    const secret = await page.locator("code").innerText();
    await page.getByLabel("Code from your authenticator app").fill(codeOf(secret));
    await page.getByRole("button", { name: "Add app" }).click();
    await page.getByRole("button", { name: "I have kept them" }).click();
    await expect(page).toHaveURL("/");
  });

  expect(refused).toEqual([]);
  await context.close();
  await door.stop();
});
