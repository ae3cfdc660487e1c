import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";

import { pdf, png, textFile } from "./support/files";
import { handIn, newProduct } from "./support/product";
import { expectReady, expectSaved, openFirstQuestion, question, stage } from "./support/section-page";
import { enter } from "./support/sign-in";

interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const panelOf = (page: Page) =>
  question(page, 1).getByRole("group", { name: "Evidence for this question", exact: true });
const kept = (panel: Locator, name: string) => panel.getByRole("button", { name: `Preview ${name}` });

/** The evidence of a new product's first question, open. */
async function openEvidence(page: Page): Promise<Locator> {
  await enter(page, "client@demo.test");
  await openFirstQuestion(page, await newProduct(page, "Evidence"));
  await page.keyboard.press("e");
  await expect(panelOf(page)).toBeFocused();
  return panelOf(page);
}

async function choose(page: Page, panel: Locator, files: TestFile[]) {
  const chooser = page.waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Choose files" }).click();
  await (await chooser).setFiles(files);
}

/** Drops or pastes a file of that many bytes, as the browser would tell the page. */
async function give(target: Locator, how: "drop" | "paste", name: string, bytes: number) {
  await target.evaluate(
    (element, [event, filename, size]) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(size).fill(120)], filename, { type: "text/plain" }));
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        event === "drop"
          ? new DragEvent("drop", { ...init, dataTransfer: files })
          : new ClipboardEvent("paste", { ...init, clipboardData: files }),
      );
    },
    [how, name, bytes] as const,
  );
}

test("evidence is added by button, drop and paste, also before there is an answer", async ({ page }) => {
  const panel = await openEvidence(page);
  await choose(page, panel, [textFile("chosen.txt")]);
  await expect(kept(panel, "chosen.txt")).toBeVisible();
  await give(panel.getByRole("button", { name: "Choose files" }), "drop", "dropped.txt", 11);
  await expect(kept(panel, "dropped.txt")).toBeVisible();
  await give(panel, "paste", "pasted.txt", 12);
  await expect(kept(panel, "pasted.txt")).toBeVisible();

  await stage(page, 1, 3).check();
  await expectSaved(page);
  await page.reload();
  await expectReady(page);
  await expect(stage(page, 1, 3)).toBeChecked();
  for (const name of ["chosen.txt", "dropped.txt", "pasted.txt"]) await expect(kept(panel, name)).toBeVisible();
});

test("what is not what it claims to be, or too large, is refused and stops no other file", async ({ page }) => {
  const panel = await openEvidence(page);
  await choose(page, panel, [
    { name: "fake.png", mimeType: "image/png", buffer: pdf() },
    { name: "image.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg onload='alert(1)'/>") },
    { name: "run.pdf", mimeType: "application/pdf", buffer: pdf("Pipeline run 4711") },
  ]);
  await give(panel, "paste", "huge.txt", 50_000_001);
  await expect(kept(panel, "run.pdf")).toBeVisible();
  await expect(panel.getByText("the content is that of a .pdf file")).toBeVisible();
  await expect(panel.getByText("HTML and SVG are not accepted")).toBeVisible();
  await expect(panel.getByText("The file is larger than the limit of 50.0 MB.")).toBeVisible();
  const found = await new AxeBuilder({ page }).include("[aria-label='Evidence for this question']").analyze();
  expect(found.violations).toEqual([]);
  for (const name of ["fake.png", "image.svg", "huge.txt"]) {
    await expect(panel.getByRole("button", { name: `Retry ${name}` })).toHaveCount(0);
    await panel.getByRole("button", { name: `Dismiss ${name}` }).click();
    await expect(panel.getByText(name)).toHaveCount(0);
  }
});

test("evidence is looked at without running what is in it, removed and brought back", async ({ page }) => {
  const scripts: string[] = [];
  page.on("dialog", async (dialog) => {
    scripts.push(dialog.message());
    await dialog.dismiss();
  });
  const panel = await openEvidence(page);
  const notes = "# Notes\n<script>alert(2)</script>";
  await choose(page, panel, [
    { name: "screenshot.png", mimeType: "image/png", buffer: png(400, 300) },
    { name: "notes.md", mimeType: "text/markdown", buffer: Buffer.from(notes) },
  ]);
  await kept(panel, "screenshot.png").press("Enter");
  const picture = page.getByRole("img", { name: "Evidence: screenshot.png" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(400);
  await page.keyboard.press("Escape");
  await expect(picture).toBeHidden();
  await kept(panel, "notes.md").click();
  await expect(page.getByText("<script>alert(2)</script>")).toBeVisible();
  await page.keyboard.press("Escape");

  await panel.getByRole("button", { name: "Remove notes.md" }).press("Enter");
  const undo = panel.getByRole("button", { name: "Undo removing notes.md" });
  await expect(undo).toBeFocused();
  await undo.press("Enter");
  await expect(kept(panel, "notes.md")).toBeFocused();
  const download = page.waitForEvent("download");
  await panel.getByRole("link", { name: "Download notes.md" }).click();
  expect((await download).suggestedFilename()).toBe("notes.md");
  await page.reload();
  for (const name of ["screenshot.png", "notes.md"]) await expect(kept(panel, name)).toBeVisible();
  expect(scripts).toEqual([]);
});

test("an upload shows its progress; cancelled or lost, it leaves the answer and other files alone", async ({
  page,
}) => {
  const panel = await openEvidence(page);
  const network = await page.context().newCDPSession(page);
  const allow = (uploadThroughput: number, offline = false) =>
    network.send("Network.emulateNetworkConditions", { offline, latency: 0, downloadThroughput: -1, uploadThroughput });
  const large = "x".repeat(5_000_000);
  await allow(100_000);
  await choose(page, panel, [textFile("slow.log", large)]);
  const progress = panel.getByRole("progressbar", { name: "Upload of slow.log" });
  await expect.poll(async () => Number(await progress.getAttribute("aria-valuenow"))).toBeGreaterThan(0);
  await page.keyboard.press("3");
  await expect(stage(page, 1, 3)).toBeChecked();
  await expectSaved(page);
  await panel.getByRole("button", { name: "Cancel slow.log" }).click();
  await expect(panel.getByText("slow.log")).toHaveCount(0);

  await allow(-1, true);
  await choose(page, panel, [textFile("lost.log")]);
  await expect(panel.getByText("The connection was lost")).toBeVisible();
  await allow(-1);
  await panel.getByRole("button", { name: "Retry lost.log" }).click();
  await expect(kept(panel, "lost.log")).toBeVisible();
  await page.reload();
  await expectReady(page);
  await expect(kept(panel, "lost.log")).toBeVisible();
  await expect(panel.getByText("slow.log")).toHaveCount(0);
  await expect(stage(page, 1, 3)).toBeChecked();
});

test("a lead looks at evidence and changes none", async ({ page, context }) => {
  await enter(page, "client@demo.test");
  const product = await handIn(page);
  await context.clearCookies();
  await enter(page, "lead@demo.test");
  const upload = await page.request.post(`/api/v1/evidence?product_id=${product.id}`, {
    headers: { "x-filename": "a.txt", origin: process.env.SECURESPHERE_E2E_URL! },
    data: "x",
  });
  expect(upload.status()).toBe(403);
  await page.goto(`/products/${product.id}`);
  await page.getByRole("link", { name: "Read the answers" }).click();
  await expect(stage(page, 1, 2)).toBeChecked();
  await expect(page.getByRole("button", { name: "Choose files" })).toHaveCount(0);
});
