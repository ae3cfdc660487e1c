import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { root } from "../../cli/prepare/root.mjs";

/** Where reports, logs and caches of the tests go. */
export const testDir = path.join(root, ".test");
export const report = (name) => path.join(testDir, `${name}.json`);

const bin = (pkg, file) => path.join(root, "node_modules", pkg, file);
const vitest = (name, project) => ({
  name,
  commands: [
    [
      bin("vitest", "vitest.mjs"),
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report(name)}`,
    ],
  ],
  count: countVitest,
});

const playwright = (name, specs, env = {}) => ({
  name,
  commands: [
    [
      bin("@playwright/test", "cli.js"),
      "test",
      ...specs,
      "--reporter=list,json",
      `--output=${path.join(testDir, name)}`,
    ],
  ],
  env,
  count: countPlaywright,
});

/**
 * Every step of `npm test`, cheapest first. A step is a list of Node programs to run; without a `count` of its own it
 * counts as one test.
 * @type {{
 *   name: string,
 *   commands: string[][],
 *   env?: Record<string, string>,
 *   count?: (name: string) => { passed: number, failed: number, flaky?: string[] },
 * }[]}
 */
export const steps = [
  {
    name: "format",
    commands: [
      [
        bin("prettier", "bin/prettier.cjs"),
        "--check",
        ".",
        "--log-level=warn",
        "--cache",
        `--cache-location=${path.join(testDir, "prettier")}`,
      ],
    ],
  },
  {
    name: "boundaries",
    commands: [
      [bin("dependency-cruiser", "bin/dependency-cruise.mjs"), "--config", ".dependency-cruiser.mjs"].concat(
        ["app", "components", "lib", "db", "server", "cli", "e2e", "bench"].filter((folder) =>
          existsSync(path.join(root, folder)),
        ),
      ),
    ],
  },
  { name: "unused", commands: [[bin("knip", "bin/knip.js"), "--no-progress"]] },
  {
    name: "types",
    commands: [
      [bin("next", "dist/bin/next"), "typegen"],
      [bin("typescript", "bin/tsc"), "--noEmit", "--project", "."],
    ],
  },
  {
    name: "lint",
    commands: [
      [
        bin("eslint", "bin/eslint.js"),
        ".",
        "--max-warnings=0",
        "--cache",
        `--cache-location=${path.join(testDir, "eslint")}`,
      ],
    ],
  },
  vitest("unit", "unit"),
  vitest("integration", "db"),
  { name: "build", commands: [[path.join(root, "e2e/runner/build.mjs")]] },
  playwright("browser", []),
  // The story once more, on a PostgreSQL that is not the embedded one.
  playwright("external-database", ["e2e/story.spec.ts"], { SECURESPHERE_E2E_DATABASE_URL: "start" }),
];

/** Whether a step looks through a browser. */
export const needsBrowser = (step) => step.count === countPlaywright;

function countVitest(name) {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report(name), "utf8"));
  // A file that cannot even be loaded fails without a test to say so.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

function countPlaywright(name) {
  const { stats, errors, suites } = JSON.parse(readFileSync(report(name), "utf8"));
  const flaky = specsOf(suites)
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ file, title }) => `${file}: ${title}`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, flaky };
}

function specsOf(suites = []) {
  return suites.flatMap(({ specs, suites: within }) => [...specs, ...specsOf(within)]);
}
