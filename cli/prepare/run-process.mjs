import { spawn } from "node:child_process";

import { root } from "./root.mjs";

/**
 * Runs a program in the clone and resolves to its exit code; it ends with us, whatever ends us.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, stdio: "inherit", ...options });
  let ended;
  const pass = (signal) => {
    ended = signal;
    child.kill(signal);
  };
  const onExit = () => child.kill("SIGTERM");
  process.on("exit", onExit).on("SIGINT", pass).on("SIGTERM", pass);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      process.off("exit", onExit).off("SIGINT", pass).off("SIGTERM", pass);
      if (ended) process.exit(ended === "SIGINT" ? 130 : 143); // told to end, not failed
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs npm, the one that started us when there is one.
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith("js")) return run(process.execPath, [script, ...args], options);
  return run(process.platform === "win32" ? "npm.cmd" : "npm", args, {
    shell: process.platform === "win32",
    ...options,
  });
}
