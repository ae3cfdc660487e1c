import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { buildDir, root } from "./root.mjs";
import { sourceHash } from "./source-hash.mjs";

/** What the bundles are made from. */
export const bundleSources = [
  "app/api",
  "app/_http",
  "bench",
  "cli",
  "db",
  "lib",
  "server",
  "tsconfig.json",
  "package-lock.json",
];

const ENTRIES = {
  server: "server/main.ts",
  development: "server/development.ts",
  cli: "cli/main.ts",
  lock: "db/embedded/lock.ts",
  bench: "bench/main.ts",
  "bench-load": "bench/load.ts",
  "bench-keys": "bench/keys.ts",
  "bench-trail": "bench/trail.ts",
};

/**
 * Bundles what runs in plain Node, beside Next's own output: the front, the command line and the development server.
 * Less than a second, and nothing when the sources are as they were. The route table is brought up to date first.
 */
export async function ensureBundled() {
  const mark = path.join(buildDir, "bundle.hash");
  if (isFresh(mark)) return;
  await writeRouteTable();
  await writeOfflineVerifier();
  for (const file of readdirSync(buildDir)) if (file.startsWith("chunk-")) rmSync(path.join(buildDir, file));
  await bundle(ENTRIES, { splitting: true, chunkNames: "chunk-[hash]" });
  writeFileSync(mark, sourceHash(bundleSources));
}

/** Writes the front's route table anew when the folder app/api has changed. */
export async function writeRouteTable() {
  await bundle({ routes: "server/generate-routes.ts" });
  const { routeTable, TABLE_FILE } = await load("routes");
  const file = path.join(root, TABLE_FILE);
  const text = routeTable(root);
  writeWhenChanged(file, text);
}

/** The text of the single file that verifies an exported trail anywhere (docs/SECURITY.md). */
export async function offlineVerifier() {
  const options = { banner: { js: OFFLINE_BANNER }, write: false };
  const { outputFiles } = await bundle({ "verify-trail": "cli/verify-trail.ts" }, options);
  return outputFiles[0].text;
}

const OFFLINE_BANNER = `// Verifies an audit trail that SecureSphere exported. Plain Node 20 or newer, no dependencies, no network.
// Made from lib/audit/proof of the SecureSphere repository. SPDX-License-Identifier: Apache-2.0`;

async function writeOfflineVerifier() {
  writeWhenChanged(path.join(root, "public/verify-trail.mjs"), await offlineVerifier());
}

function writeWhenChanged(file, text) {
  if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
}

async function bundle(entryPoints, options = {}) {
  const { build, stop } = await import("esbuild");
  mkdirSync(buildDir, { recursive: true });
  const built = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: buildDir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    packages: "external",
    jsx: "automatic",
    logLevel: "error",
    ...options,
  });
  await stop();
  return built;
}

/** Loads a bundle by its name in ENTRIES. */
export function load(name) {
  return import(pathToFileURL(path.join(buildDir, `${name}.mjs`)).href);
}

function isFresh(mark) {
  return existsSync(mark) && readFileSync(mark, "utf8") === sourceHash(bundleSources);
}
