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
  "bench-detection": "bench/detection.ts",
  "bench-hunt": "bench/hunt.ts",
  "bench-import": "bench/import.ts",
  "bench-keys": "bench/keys.ts",
  "bench-search": "bench/search.ts",
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
  await writeOfflineVerifiers();
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

const offline = (
  what,
  from,
) => `// Verifies ${what} that SecureSphere exported. Plain Node 20 or newer, no dependencies, no network.
// Made from ${from} of the SecureSphere repository. SPDX-License-Identifier: Apache-2.0`;

/** The single files that verify what was exported anywhere (docs/SECURITY.md), each with what is said at its head. */
const OFFLINE_VERIFIERS = {
  "verify-trail": offline("an audit trail", "lib/audit/proof"),
  "verify-custody": offline("the chain of custody of an exhibit", "lib/intelligence/custody"),
};
export const offlineVerifiers = Object.keys(OFFLINE_VERIFIERS);

/** The text of one of them. */
export async function offlineVerifier(name) {
  const options = { banner: { js: OFFLINE_VERIFIERS[name] }, write: false };
  const { outputFiles } = await bundle({ [name]: `cli/${name}.ts` }, options);
  return outputFiles[0].text;
}

async function writeOfflineVerifiers() {
  for (const name of offlineVerifiers)
    writeWhenChanged(path.join(root, `public/${name}.mjs`), await offlineVerifier(name));
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
