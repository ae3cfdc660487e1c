import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { ensureBundled, load } from "./bundle.mjs";
import { buildDir, root } from "./root.mjs";
import { run } from "./run-process.mjs";
import { sourceHash } from "./source-hash.mjs";

/** What the pages are made from. */
export const pageSources = [
  ...["app", "components", "db", "lib", "public"],
  ...["proxy.ts", "instrumentation.ts", "next.config.ts", "postcss.config.mjs", "tsconfig.json", "package-lock.json"],
];

/**
 * Builds what changed since the last time: the bundles, then the pages. Two that come at once wait for each other.
 * @param {{ say: (line: string) => void }} options
 */
export async function ensureBuilt({ say }) {
  await ensureBundled();
  if (isFresh()) return;
  const release = await buildLock(say);
  try {
    if (!isFresh()) await buildPages(say);
  } finally {
    release();
  }
}

const mark = path.join(buildDir, "pages.hash");

function isFresh() {
  return (
    existsSync(mark) &&
    existsSync(path.join(root, ".next/BUILD_ID")) &&
    readFileSync(mark, "utf8") === sourceHash(pageSources)
  );
}

async function buildPages(say) {
  say("Building (about a minute, again only when the source changes) …");
  rmSync(mark, { force: true });
  const hash = sourceHash(pageSources);
  const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  delete env.NEXT_DIST_DIR;
  const log = path.join(buildDir, "build.log");
  const output = openSync(log, "w");
  const code = await run(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
    env,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  if (code !== 0) throw new Error(`The build failed:\n${readFileSync(log, "utf8").trimEnd()}`);
  writeFileSync(mark, hash);
}

async function buildLock(say) {
  const { takeLock } = await load("lock");
  for (let waited = 0; ; waited += 100) {
    const result = takeLock(buildDir, "command");
    if ("release" in result) return result.release;
    if (waited === 0) say(`Waiting for another build (process ${result.holder.pid}) …`);
    await delay(100);
  }
}
