import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
/** Milliseconds that laying out one report may take. */
const PATIENCE_MS = 120_000;

/**
 * Prints an HTML document as a tagged PDF with an outline. The browser runs no script and reaches no address.
 * @throws Fault conflict where this machine has no browser to print with
 */
export async function renderPdf(html: string, signal?: AbortSignal): Promise<Buffer> {
  const executablePath = config().browser ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) {
    throw new Fault(
      "conflict",
      "This server has no Chromium to print with. Install it (Debian: apt-get install chromium) or name it in SECURESPHERE_BROWSER; or print the HTML report from your browser.",
    );
  }
  const browser = await chromium.launch({
    executablePath,
    // Chromium's own sandbox does not work for root. What is printed has no script and no address.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
  const stop = () => void browser.close();
  signal?.addEventListener("abort", stop);
  try {
    signal?.throwIfAborted();
    return await print(browser, html);
  } finally {
    signal?.removeEventListener("abort", stop);
    await browser.close();
  }
}

async function print(browser: Browser, html: string): Promise<Buffer> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
  await context.route("**/*", (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setContent(html, { waitUntil: "load" });
  return page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true });
}
