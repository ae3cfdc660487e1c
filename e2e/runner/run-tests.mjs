import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { followParent } from "../../cli/prepare/follow-parent.mjs";
import { ensureInstalled } from "../../cli/prepare/install.mjs";
import { root } from "../../cli/prepare/root.mjs";
import { run } from "../../cli/prepare/run-process.mjs";
import { ensureBrowser } from "./install-browser.mjs";
import { needsBrowser, report, steps, testDir } from "./steps.mjs";

const say = (line) => console.log(line);
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs the steps named, all by default, goes on after one that fails, and ends with a line `N passed, N failed`.
 * @param {string[]} names
 * @returns {Promise<number>} the exit code
 */
export async function runTests(names) {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`No step ${unknown.join(", ")}; there are: ${steps.map(({ name }) => name).join(", ")}.`);
    return 2;
  }
  process.chdir(root);
  followParent();
  mkdirSync(testDir, { recursive: true });
  const wanted = steps.filter(({ name }) => names.length === 0 || names.includes(name));
  const total = { passed: 0, failed: 0 };
  try {
    await ensureInstalled({ development: true, say });
    if (wanted.some(needsBrowser)) await ensureBrowser(say);
    for (const step of wanted) {
      const { passed, failed } = await runStep(step);
      total.passed += passed;
      total.failed += failed;
    }
  } catch (error) {
    console.error(error.message);
    total.failed += 1;
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function runStep(step) {
  const started = Date.now();
  say(`${step.name} …`);
  const log = path.join(testDir, `${step.name}.log`);
  const output = openSync(log, "w");
  rmSync(report(step.name), { force: true });
  const env = {
    ...process.env,
    ...step.env,
    NEXT_TELEMETRY_DISABLED: "1",
    PLAYWRIGHT_JSON_OUTPUT_FILE: report(step.name),
    NO_COLOR: "1",
  };
  const pulse = setInterval(() => say(`  ${seconds(started)}: ${lastLine(log)}`), 30_000);
  let code = 0;
  for (const command of step.commands) {
    if (code === 0) code = await run(process.execPath, command, { env, stdio: ["ignore", output, output] });
  }
  clearInterval(pulse);
  closeSync(output);
  const result = tally(step, code);
  const verdict = result.failed === 0 ? "ok" : "FAILED";
  const counts = step.count ? ` · ${result.passed} passed, ${result.failed} failed,` : "";
  if (result.failed > 0) say(readFileSync(log, "utf8").trimEnd());
  for (const name of result.flaky ?? []) say(`  passed only when tried again: ${name}`);
  say(`${step.name} ${verdict}${counts} ${seconds(started)}`);
  return result;
}

function lastLine(log) {
  return readFileSync(log, "utf8").trimEnd().split("\n").at(-1).trim().slice(0, 110);
}

/** A runner that ended badly has failed at least once, whatever its report says or whether it wrote one. */
function tally(step, code) {
  const alone = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (!step.count) return alone;
  try {
    const counted = step.count(step.name);
    return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
  } catch {
    return { passed: 0, failed: 1 };
  }
}
