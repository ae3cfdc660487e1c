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
  const end = (signal) => child.kill(signal);
  const onExit = () => end("SIGTERM");
  const interrupted = () => void end("SIGINT");
  const terminated = () => void end("SIGTERM");
  process.on("exit", onExit).on("SIGINT", interrupted).on("SIGTERM", terminated);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("exit", onExit).off("SIGINT", interrupted).off("SIGTERM", terminated);
      if (signal === "SIGINT" || signal === "SIGTERM") process.exit(signal === "SIGINT" ? 130 : 143);
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
