import { randomUUID } from "node:crypto";
import { expect, test, type Locator, type Page } from "@playwright/test";

import { pdf, png, textFile } from "./support/files";
import { makePerson, NORTHWIND } from "./support/people";
import { newProduct } from "./support/product";
import { openFirstQuestion, question } from "./support/section-page";
import { personIn } from "./support/sign-in";

interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

async function choose(page: Page, into: Locator, file: TestFile) {
  const chooser = page.waitForEvent("filechooser");
  await into.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(file);
}

/** Uploads a file into the library, and gives the drawer that tells of it. */
async function keep(page: Page, file: TestFile): Promise<Locator> {
  await page.goto("/evidence");
  await choose(page, page.getByRole("group", { name: "Add files to the library" }), file);
  await page.waitForURL(/document=\d+/);
  const drawer = page.getByRole("dialog", { name: file.name });
  await expect(drawer).toBeVisible();
  return drawer;
}

test("a file of the library is described, reused for two answers, and replaced by a new version", async ({
  browser,
}) => {
  const client = await personIn(browser, makePerson("client", "Vera Novak", NORTHWIND).email);
  const name = `policy-${randomUUID().slice(0, 8)}`;
  const title = `Policy ${name.slice(7)}`;
  await test.step("it is uploaded, named and given a last day", async () => {
    const drawer = await keep(client, textFile(`${name}.txt`, `the policy ${name}`));
    await drawer.getByLabel(/^Title/).fill(title);
    await drawer.getByLabel(/^Expires/).fill("2020-12-31");
    await drawer.getByRole("button", { name: "Save" }).click();
    await expect(client.getByRole("dialog", { name: title }).getByText("Expired 31 Dec 2020")).toBeVisible();
    await expect(client.getByRole("row", { name: new RegExp(title) })).toContainText("Expired 31 Dec 2020");
  });
  const product = await newProduct(client, "Reuse");
  await test.step("it serves two answers", async () => {
    await openFirstQuestion(client, product);
    for (const at of [1, 2]) {
      const card = question(client, at);
      await card.getByRole("button", { name: "Evidence", exact: true }).click();
      await card.getByRole("button", { name: "From the library" }).click();
      const picker = client.getByRole("dialog", { name: "From the library" });
      await picker.getByLabel("Search the library").fill(title);
      await picker.getByRole("button", { name: `Use ${title}` }).click();
      await expect(picker.getByText("Linked")).toBeVisible();
      await picker.getByRole("button", { name: "Close panel" }).click();
      await expect(card.getByText("Expired 31 Dec 2020")).toBeVisible();
    }
  });
  await test.step("a new version replaces it, and both drafts move to it", async () => {
    await client.goto(`/evidence?q=${name.slice(7)}`);
    await expect(client.getByRole("row", { name: new RegExp(title) })).toContainText("2 answers");
    await client.getByRole("link", { name: title }).click();
    const drawer = client.getByRole("dialog", { name: title });
    await expect(drawer.getByRole("list", { name: "Where it is used" }).getByRole("listitem")).toHaveCount(2);
    const before = client.url();
    await choose(
      client,
      drawer.getByRole("group", { name: "Upload a new version" }),
      textFile(`${name}.txt`, "the new one"),
    );
    await expect(client).not.toHaveURL(before);
    await expect(drawer.getByText(/version 2/).first()).toBeVisible();
    await drawer.getByRole("button", { name: "Move 2 drafts to version 2" }).click();
    await expect(client.getByText("2 drafts moved")).toBeVisible();
    await expect(drawer.getByRole("button", { name: /^Move/ })).toBeHidden();
    await drawer.getByRole("link", { name: "Version 1" }).click();
    await expect(drawer.getByText("Version 2 replaces it")).toBeVisible();
    await drawer.getByRole("button", { name: "Show the content" }).click();
    await expect(drawer.getByLabel("Content")).toHaveText(`the policy ${name}`);
  });
  await test.step("who looked is named", async () => {
    const colleague = await personIn(browser, makePerson("client", "Wes Orlov", NORTHWIND).email);
    await colleague.goto(`/evidence?q=${name.slice(7)}`);
    await colleague.getByRole("link", { name: title }).click();
    await colleague.getByRole("button", { name: "Show the content" }).click();
    await expect(colleague.getByLabel("Content")).toHaveText("the new one");
    await colleague.context().close();
    await client.reload();
    await expect(client.getByRole("list", { name: "Who looked" })).toContainText("Wes Orlov");
  });
  await client.context().close();
});

test("files of every kind are shown in place, and nothing in them runs", async ({ browser }) => {
  const client = await personIn(browser, makePerson("client", "Xenia Roth", NORTHWIND).email);
  const alarms: string[] = [];
  client.on("dialog", (dialog) => {
    alarms.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  client.on("request", (request) => {
    if (!/^(blob:|data:)/.test(request.url()) && !request.url().startsWith(process.env.SECURESPHERE_E2E_URL!))
      alarms.push(`request: ${request.url()}`);
  });
  const seed = randomUUID().slice(0, 8);
  const show = async (file: TestFile) => {
    const drawer = await keep(client, file);
    await drawer.getByRole("button", { name: "Show the content" }).click();
    return drawer;
  };
  await test.step("a PDF that would run a script when opened is drawn", async () => {
    const script = "app.alert('ran'); this.submitForm('http://elsewhere.test/')";
    const catalog = `/OpenAction<</S/JavaScript/JS(${script.replaceAll("(", "\\(").replaceAll(")", "\\)")})>>`;
    const buffer = pdf(`Signed ${seed}`, catalog);
    const drawer = await show({ name: `${seed}.pdf`, mimeType: "application/pdf", buffer });
    const page = drawer.getByRole("img", { name: "Page 1" });
    await expect(page).toHaveAttribute("data-drawn", "true");
    await expect(drawer.getByText("1 of 1 page")).toBeVisible();
    await expect(drawer.locator("figcaption")).toHaveText(`Signed ${seed}`);
    // Something dark stands on the white paper.
    const inked = await page.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at + 3]! > 0 && data[at]! < 100) dark += 1;
      return dark;
    });
    expect(inked).toBeGreaterThan(100);
  });
  await test.step("a CSV file is a table, its formulas text", async () => {
    const buffer = Buffer.from(`name,value\n${seed},"=HYPERLINK(""http://elsewhere.test"")"\n`);
    const drawer = await show({ name: `${seed}.csv`, mimeType: "text/csv", buffer });
    await expect(drawer.getByRole("columnheader", { name: "value" })).toBeVisible();
    await expect(drawer.getByRole("cell", { name: '=HYPERLINK("http://elsewhere.test")' })).toBeVisible();
    await expect(drawer.getByRole("cell").getByRole("link")).toHaveCount(0);
  });
  await test.step("a text with markup in it is text", async () => {
    const text = `${seed} <script>window.ran = true; alert("ran")</script><img src=x onerror="window.ran = true">`;
    const drawer = await show(textFile(`${seed}.txt`, text));
    await expect(drawer.getByLabel("Content")).toHaveText(text);
    expect(await client.evaluate(() => "ran" in window)).toBe(false);
  });
  await test.step("an image is shown, from an address where nothing could run", async () => {
    const side = (parseInt(seed.slice(0, 3), 16) % 500) + 20;
    const drawer = await show({ name: `${seed}.png`, mimeType: "image/png", buffer: png(side, 20) });
    const image = drawer.getByRole("img", { name: `Evidence: ${seed}.png` });
    await expect(image).toHaveJSProperty("naturalWidth", side);
    const response = await client.request.get((await image.getAttribute("src"))!);
    expect(response.headers()["content-security-policy"]).toMatch(/^sandbox; default-src 'none'/);
  });
  await test.step("an SVG image, and a page named text, are refused", async () => {
    await client.goto("/evidence");
    const drop = client.getByRole("group", { name: "Add files to the library" });
    for (const [name, text] of [
      [`${seed}.svg`, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
      [`page-${seed}.txt`, "<!doctype html><script>alert(1)</script>"],
    ] as const) {
      await choose(client, drop, { name, mimeType: "", buffer: Buffer.from(text) });
      await expect(drop.getByRole("listitem").filter({ hasText: name })).toContainText("can run in a browser");
    }
  });
  expect(alarms).toEqual([]);
  await client.context().close();
});
