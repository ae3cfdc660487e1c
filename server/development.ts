import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { explainFailure } from "./explain-failure";
import { closePool } from "@/lib/kernel/database";
import { fillDatabase } from "./fill";
import { prepare } from "./prepare";

/** The database and its migrations, then `next dev` with the completed environment, until either is told to stop. */
async function main(): Promise<number> {
  const say = (line: string) => console.log(line);
  const { config, close } = await prepare({ purpose: "server", say });
  for (const line of await fillDatabase(config, say)) say(line);
  await closePool();
  const program = path.join(process.cwd(), "node_modules/next/dist/bin/next");
  const args = [program, "dev", "--hostname", config.host, "--port", String(config.port)];
  const next = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, NODE_ENV: "development" } });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => next.kill(signal));
  process.on("exit", () => next.kill("SIGKILL"));
  const [code] = (await once(next, "exit")) as [number | null];
  await close();
  return code ?? 0;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(explainFailure(error));
  process.exit(1);
}
