import { expect, test } from "@playwright/test";

import { textFile } from "./support/files";
import { makePerson, NORTHWIND } from "./support/people";
import { handIn, newProduct } from "./support/product";
import { openFirstQuestion, question } from "./support/section-page";
import { personIn } from "./support/sign-in";

test("a lead requests evidence, the client finds it to do and adds the file, and the request is met", async ({
  browser,
}) => {
  const client = await personIn(browser, makePerson("client", "Rhea Munro", NORTHWIND).email);
  const lead = await personIn(browser, "lead@demo.test");
  const { answers, id: productId } = await handIn(client);
  const [{ response_id, question: asked }] = answers;
  await test.step("the lead asks from the review", async () => {
    await lead.goto(`/reviews/${response_id}?product_id=${productId}`);
    await lead.getByRole("button", { name: "Request evidence" }).click();
    const drawer = lead.getByRole("dialog", { name: "Request evidence" });
    await drawer.getByLabel("What should prove it").fill("The last signed build record");
    await drawer.getByLabel(/^Due/).fill("2020-05-31");
    await drawer.getByRole("button", { name: "Request evidence" }).click();
    await expect(lead.getByText("requests evidence")).toBeVisible();
    await expect(lead.getByRole("list", { name: "Messages" })).toContainText("Evidence requested:");
  });
  await test.step("the client finds it on its home and to-do list, and opens the question", async () => {
    await client.goto("/");
    await expect(client.getByRole("region", { name: "Evidence requested" })).toContainText(
      "The last signed build record",
    );
    await client.goto("/to-do");
    const wanted = client.getByRole("list", { name: "Evidence requested" }).getByRole("listitem");
    await expect(wanted).toContainText("Overdue since 31 May 2020");
    await wanted.getByRole("link", { name: asked }).click();
    await expect(
      client.getByRole("dialog", { name: "Thread" }).getByText("The last signed build record"),
    ).toBeVisible();
    await expect(question(client, 1).getByText("requests evidence")).toBeVisible();
  });
  await test.step("the client adds a file, which meets it", async () => {
    await client.keyboard.press("Escape");
    const chooser = client.waitForEvent("filechooser");
    await question(client, 1).getByRole("button", { name: "Evidence", exact: true }).click();
    await question(client, 1).getByRole("button", { name: "Choose files" }).click();
    await (await chooser).setFiles(textFile("record.txt"));
    await expect(question(client, 1).getByText("requests evidence")).toBeHidden();
    await client.goto("/evidence/requests?show=all");
    await expect(client.getByRole("list", { name: "Requests" }).getByRole("listitem").first()).toContainText(
      "Evidence added",
    );
    await lead.reload();
    await expect(lead.getByRole("button", { name: "record.txt", exact: true })).toBeVisible();
    await expect(lead.getByText("requests evidence")).toBeHidden();
  });
  await client.context().close();
  await lead.context().close();
});

test("a client asks what would satisfy, and the lead's answer stands in the thread", async ({ browser }) => {
  const client = await personIn(browser, makePerson("client", "Tom Iqbal", NORTHWIND).email);
  const lead = await personIn(browser, "lead@demo.test");
  const product = await newProduct(client, "Asked");
  await openFirstQuestion(client, product);
  await question(client, 1).getByRole("button", { name: "More for this question" }).click();
  await client.getByRole("menuitem", { name: "Ask what evidence would satisfy" }).click();
  const drawer = client.getByRole("dialog", { name: "Ask what evidence would satisfy" });
  await drawer.getByLabel("Your question").fill("Is a screenshot of the pipeline enough?");
  await drawer.getByRole("button", { name: "Ask" }).click();
  await expect(question(client, 1).getByText("asks what evidence would satisfy")).toBeVisible();

  await lead.goto(`/evidence/requests?product_id=${product.id}`);
  const asked = lead.getByRole("list", { name: "Requests" }).getByRole("listitem");
  await expect(asked).toContainText("Is a screenshot of the pipeline enough?");
  await asked.getByRole("button", { name: "Answer" }).click();
  await asked.getByLabel("What evidence would satisfy?").fill("With its date, yes");
  await asked.getByRole("button", { name: "Send answer" }).click();
  await expect(lead.getByText("Nothing is open")).toBeVisible();

  await client.goto(`/products/${product.id}?thread=1`);
  await expect(client.getByRole("dialog", { name: "Thread" }).getByText("Answered: With its date, yes")).toBeVisible();
  await client.context().close();
  await lead.context().close();
});

test("a request is declined with words", async ({ browser }) => {
  const client = await personIn(browser, makePerson("client", "Una Berg", NORTHWIND).email);
  const lead = await personIn(browser, "lead@demo.test");
  const { answers, id: productId } = await handIn(client);
  await lead.goto(`/reviews/${answers[0].response_id}?product_id=${productId}`);
  await lead.getByRole("button", { name: "Request evidence" }).click();
  const drawer = lead.getByRole("dialog", { name: "Request evidence" });
  await drawer.getByLabel("What should prove it").fill("The contract");
  await drawer.getByRole("button", { name: "Request evidence" }).click();
  await expect(drawer).toBeHidden();
  await client.goto("/evidence/requests");
  const item = client.getByRole("list", { name: "Requests" }).getByRole("listitem").filter({ hasText: "The contract" });
  await item.getByRole("button", { name: "Cannot provide it" }).click();
  await item.getByRole("button", { name: "Decline request" }).click();
  await expect(item.getByRole("alert")).toContainText("Say it in a few words first");
  await item.getByLabel("Why it cannot be provided").fill("It is confidential");
  await item.getByRole("button", { name: "Decline request" }).click();
  await expect(item).toBeHidden();
  await lead.reload();
  await expect(lead.getByRole("list", { name: "Messages" })).toContainText("Declined: It is confidential");
  await client.context().close();
  await lead.context().close();
});
