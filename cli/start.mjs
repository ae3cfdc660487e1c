import { createRequire } from "node:module";

// Nothing else may be imported before this: on an older Node it would fail with less clear words.
const { engines } = createRequire(import.meta.url)("../package.json");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`SecureSphere needs Node ${engines.node}; this is ${process.versions.node}.`);
  process.exit(1);
}
const { start } = await import("./prepare/start.mjs");
await start();
