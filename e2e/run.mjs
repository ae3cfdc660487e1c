import { createRequire } from "node:module";

const { engines } = createRequire(import.meta.url)("../package.json");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`The tests need Node ${engines.node}; this is ${process.versions.node}.`);
  process.exit(1);
}
const { runTests } = await import("./runner/run-tests.mjs");
process.exitCode = await runTests(process.argv.slice(2));
