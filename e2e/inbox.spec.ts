import { expect, test } from "@playwright/test";

import { expectKeys } from "./support/keys";
import { makePerson, NORTHWIND } from "./support/people";
import { handIn } from "./support/product";
import { personIn } from "./support/sign-in";

test("the inbox tells of verdicts, and is worked through by keyboard", async ({ browser }) => {
  // An inbox belongs to a person: to one of the test's own, nobody else writes.
  const client = await personIn(browser, makePerson("client", "Ines Calder", NORTHWIND).email);
  const lead = await personIn(browser, "lead@demo.test");
  const product = await handIn(client);
  for (const { response_id } of product.answers) {
    await lead.goto(`/reviews/${response_id}?product_id=${product.id}`);
    await lead.getByRole("textbox", { name: "Comment or reason" }).fill("Please look again");
    await lead.getByRole("button", { name: /Revise/ }).click();
    await expect(lead).not.toHaveURL(new RegExp(`/reviews/${response_id}\\b`));
    await expect(lead.getByText("Sent back for revision").first()).toBeVisible();
  }

  await client.goto("/inbox");
  const notices = client.getByRole("list", { name: "Notices" }).getByRole("listitem");
  await expect(notices).toHaveCount(4);
  await expect(notices.filter({ hasText: "Needs revision" })).toHaveCount(3);
  await expect(notices.filter({ hasText: "Review finished" })).toContainText("3 to revise");
  await expect(notices.first()).toContainText("Elena Marsh");
  await expectKeys(client, "Done with it");
  for (const left of [3, 2]) {
    await client.keyboard.press("j");
    await client.keyboard.press("e");
    await expect(notices).toHaveCount(left);
  }
  await client.reload();
  await expect(notices).toHaveCount(2);
  await expectKeys(client, "Previous row");
  // From below: the oldest, the verdict on the first question.
  await client.keyboard.press("k");
  await client.keyboard.press("Enter");
  await expect(client).toHaveURL(/\/sections\/\d+\?q=\d+&thread=1/);
  await expect(client.getByRole("dialog", { name: "Thread" }).getByText("Please look again")).toBeVisible();
  await client.goto("/inbox");
  await expect(notices).toHaveCount(1);
  await client.getByRole("button", { name: "Mark it as read" }).click();
  await expect(client.getByText("You have seen everything")).toBeVisible();
  await client.context().close();
  await lead.context().close();
});
