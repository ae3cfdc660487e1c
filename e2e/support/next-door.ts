import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";

import { freePort } from "@/db/embedded/postmaster";
import { prepare } from "@/server/prepare";
import { ownEnvironment } from "./start-application";

/** The environment of the application under test, as `application.ts` started it. */
const environment = () => JSON.parse(process.env.SECURESPHERE_E2E_ENVIRONMENT ?? "{}") as Record<string, string>;

/** Runs the command line beside the application under test, and returns what it prints as JSON. */
export function runCommand<Output>(words: string[], input = ""): Output {
  const env = { ...ownEnvironment(), ...environment() };
  return JSON.parse(
    execFileSync(process.execPath, ["cli/run.mjs", "--json", ...words], { env, input, encoding: "utf8" }),
  ) as Output;
}

/**
 * Next alone, without the front, on the database of the application under test: how a host without the front serves it.
 * SECURESPHERE_E2E_NEXT_URL names one that runs already. Without a public address it is `localhost`, a name as passkeys need.
 */
export async function startNextDoor(publicUrl?: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const running = publicUrl && process.env.SECURESPHERE_E2E_NEXT_URL;
  if (running) return { url: running, stop: async () => undefined };
  const port = await freePort();
  Object.assign(process.env, environment(), { AUTH_URL: publicUrl ?? `http://localhost:${port}` });
  const prepared = await prepare({ purpose: "command", say: () => undefined });
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)],
    {
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const end = () => void child.kill("SIGKILL");
  process.on("exit", end);
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`next start ended with ${code}: ${output}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Ready")) resolve();
    });
  });
  const stop = async () => {
    process.off("exit", end);
    child.kill("SIGTERM");
    await once(child, "exit");
    await prepared.close();
  };
  return { url: `http://${publicUrl ? "127.0.0.1" : "localhost"}:${port}`, stop };
}
