import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/**
 * Sees to it that there is a browser: the system's, else one from the system's packages where we may install, else
 * Playwright's own.
 * @param {(line: string) => void} say
 */
export async function ensureBrowser(say) {
  if (SYSTEM.some((file) => existsSync(file)) || process.env.CHROMIUM_PATH) return;
  const { chromium } = await import("@playwright/test");
  if (existsSync(chromium.executablePath())) return;
  say("Installing a browser (once) …");
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const apt = (...args) =>
      spawnSync("apt-get", ["-qq", ...args], { env, stdio: ["ignore", "ignore", "inherit"] }).status;
    if (apt("update") === 0 && apt("install", "-y", "--no-install-recommends", "chromium") === 0) return;
  }
  const { status } = spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("No browser: install Chromium, or name one in CHROMIUM_PATH.");
}
