import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { root } from "./root.mjs";
import { npm } from "./run-process.mjs";

/**
 * Installs exactly what package-lock.json says, unless that is there already. Development packages count only when
 * they are asked for.
 * @param {{ development: boolean, say: (line: string) => void }} options
 */
export async function ensureInstalled({ development, say }) {
  if (isInstalled(development)) return;
  say("Installing packages (about a minute, once) …");
  const code = await npm(["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (code !== 0) throw new Error("npm ci failed: see above; is the npm registry reachable?");
}

/** npm notes what it installed in a lock file of its own; every package must be there in the version that ours names. */
function isInstalled(development) {
  const noted = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(noted)) return false;
  const wanted = packagesIn(path.join(root, "package-lock.json"));
  const installed = packagesIn(noted);
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "" || entry.link || (!development && entry.dev)) return true;
    if (installed[place]) return installed[place].version === entry.version;
    return Boolean(entry.optional || entry.devOptional || entry.peer);
  });
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
}
