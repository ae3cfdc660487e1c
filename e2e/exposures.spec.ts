import { randomBytes } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";

import { expectAccessible } from "./support/accessible";
import { makePerson } from "./support/people";
import { newProduct } from "./support/product";
import { openFirstQuestion, question } from "./support/section-page";
import { enterToLook, enter, personIn } from "./support/sign-in";

/** As it was before it was looked at in every way. */
async function expectAccessibleThroughout(page: Page) {
  const before = page.viewportSize()!;
  await expectAccessible(page);
  await page.setViewportSize(before);
}

/** A superuser says whose a domain is. */
async function addDomain(page: Page, organization: string, domain: string) {
  await page.goto(`/admin/organizations?q=${encodeURIComponent(organization)}`);
  await page.getByRole("link", { name: organization, exact: true }).click();
  await page.getByRole("textbox", { name: "Domain", exact: true }).fill(domain);
  await page.getByRole("textbox", { name: "How you know that it is theirs" }).fill("A TXT record that we asked for");
  await page.getByRole("button", { name: "Add domain" }).click();
  await expect(page.getByRole("row", { name: new RegExp(domain) })).toContainText("A TXT record");
}

/** An analyst verifies an address and tells the organization. Returns the reference. */
async function tell(page: Page, address: string): Promise<string> {
  await page.goto("/identifiers/new");
  await page.getByLabel("Kind").selectOption("email");
  await page.getByLabel("Value").fill(address);
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.waitForURL(/\/identifiers\/\d+$/);
  await expect(page.getByRole("heading", { name: "Exposure notice" })).toHaveCount(0);
  await page.getByLabel("How you know").fill("Seen in the seized export");
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await page.getByRole("button", { name: "Tell the organization" }).click();
  const reference = page.getByText(/^X-\d{4}-[0-9A-Z]{8}$/);
  await expect(reference).toBeVisible();
  return reference.innerText();
}

test("an exposure is told by reference, kept as evidence, seen withdrawn; the platform states itself", async ({
  browser,
  page: superuser,
}) => {
  const domain = `d${randomBytes(5).toString("hex")}.example.org`;
  const secret = `k${randomBytes(4).toString("hex")}`;
  await enter(superuser, "superuser@demo.test");
  // All of the organization are told, so it is the test's own.
  const organization = `Mill ${domain}`;
  const { email } = makePerson("client", "Mara Lind", organization);
  await addDomain(superuser, organization, domain);

  const analyst = await (await browser.newContext()).newPage();
  await enterToLook(analyst, "analyst@demo.test");
  const reference = await tell(analyst, `${secret}@mail.${domain}`);
  await expectAccessibleThroughout(analyst);

  const client = await personIn(browser, email);
  const product = await newProduct(client, "Exposed");
  await test.step("the client keeps it and gives it to an answer", async () => {
    await client.goto("/evidence/exposures");
    const row = client.getByRole("row", { name: new RegExp(reference) });
    await expect(row).toContainText(domain);
    expect(await client.content()).not.toContain(secret);
    await expectAccessibleThroughout(client);
    await row.getByRole("button", { name: `Keep as evidence ${reference}` }).click();
    await expect(row.getByRole("link", { name: /In the library/ })).toBeVisible();
    await openFirstQuestion(client, product);
    const card = question(client, 1);
    await card.getByRole("button", { name: "Evidence", exact: true }).click();
    await card.getByRole("button", { name: "From the library" }).click();
    const picker = client.getByRole("dialog", { name: "From the library" });
    await picker.getByLabel("Search the library").fill(reference);
    await picker.getByRole("button", { name: `Use Exposure ${reference}` }).click();
    await expect(picker.getByText("Linked")).toBeVisible();
    await picker.getByRole("button", { name: "Close panel" }).click();
    await expect(
      card.getByRole("button", { name: new RegExp(`Exposure ${reference} TLP-AMBER`) }).first(),
    ).toBeVisible();
  });

  await test.step("the analyst takes it back, and the answer says so", async () => {
    await analyst.getByRole("button", { name: `Withdraw ${reference}` }).click();
    await analyst.getByLabel("Why", { exact: true }).fill("The account was closed");
    await analyst.getByRole("button", { name: `Withdraw ${reference}` }).click();
    await expect(analyst.getByText("Withdrawn", { exact: true })).toBeVisible();
    await client.reload();
    await expect(question(client, 1).getByText(/^Withdrawn \d/)).toBeVisible();
  });

  await test.step("a superuser attaches the platform's state to an answer", async () => {
    await superuser.goto(new URL(client.url()).pathname);
    const card = question(superuser, 2);
    await card.getByRole("button", { name: "Evidence", exact: true }).click();
    await card.getByRole("button", { name: "Attach the platform’s state" }).click();
    await expect(card.getByRole("button", { name: /Platform state .*\.json/ }).first()).toBeVisible();
    await expect(card.getByText("By the system")).toHaveCount(2);
    await superuser.goto("/admin/platform-state");
    await expect(superuser.getByText("Last one restored and found whole")).toBeVisible();
  });
});
