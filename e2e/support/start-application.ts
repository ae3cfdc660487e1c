import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

import { freePort } from "@/db/embedded/postmaster";

/** Every demo account's password in tests. */
export const DEMO_PASSWORD = "browser tests sign in with this";

export type Application = {
  url: string;
  process: ChildProcess;
  /** Everything it has printed. */
  output: () => string;
  /** Asks it to end and waits until it has. */
  stop: () => Promise<void>;
};

/**
 * Starts the application as `npm start` does, on a free port, and resolves once it serves.
 * Throws with all it printed when it ends instead.
 */
export async function startApplication(environment: Record<string, string>): Promise<Application> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...ownEnvironment(),
    HOSTNAME: "127.0.0.1",
    PORT: port,
    AUTH_URL: url,
    ...environment,
  };
  const child = spawn(process.execPath, ["cli/start.mjs"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("SecureSphere is ready")) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("close", (code) => reject(new Error(`The application ended with ${code}:\n${output}`)));
  });
  const end = () => void child.kill("SIGTERM");
  process.on("exit", end);
  await ready;
  const stop = async () => {
    process.off("exit", end);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { url, process: child, output: () => output, stop };
}

/** Ours, without what would make the application use a database or secrets of the person who runs the tests. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const own = { ...process.env };
  for (const name of Object.keys(own)) if (FOREIGN.test(name)) Reflect.deleteProperty(own, name);
  return own;
}

const FOREIGN = /^(DATABASE_|SECURESPHERE_|AUTH_|NEXTAUTH_|STORAGE_URL$|SMTP_URL$|NODE_ENV$)/;
