import { once } from "node:events";
import type { Server } from "node:http";
import createNext from "next";

import { shutDown } from "@/db/on-shutdown";
import { startBackground } from "./background";
import { noteStart } from "@/lib/health/note-start";
import { systemCaller } from "@/lib/kernel/actor";
import { closePool } from "@/lib/kernel/database";
import { describeError, log, redirectConsole, say } from "@/lib/kernel/log";
import { endStreams } from "@/lib/notify/streams";
import { trustList } from "./client-address";
import { explainFailure } from "./explain-failure";
import { fillDatabase } from "./fill";
import { createFront } from "./front";
import { observeRequest } from "./observe-requests";
import { prepare } from "./prepare";
import { routes } from "./routes.generated";
import { startTracing } from "./start-tracing";
import { endTrace, traceRequest } from "./trace-requests";

/** How long requests under way may take to finish once we are told to stop. */
const GRACE_MS = 10_000;

let stopTracing: (() => Promise<void>) | undefined;

/** Starts everything and serves until told to stop. Ends the process with 1 and one line when it cannot. */
async function main(): Promise<void> {
  // Until we serve there is nothing to finish: ending the process tells the database to end, too.
  let onSignal = (): void => process.exit(1);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => onSignal());

  redirectConsole();
  stopTracing = startTracing(process.env);
  const { config, applied, close } = await prepare({ purpose: "server", say });
  try {
    if (applied > 0) say(`Database brought up to date (${applied} migrations).`);
    const welcome = await fillDatabase(config, say);
    const next = createNext({
      dev: false,
      dir: process.env.SECURESPHERE_ROOT ?? process.cwd(),
      hostname: config.host,
      port: config.port,
    });
    const handle = next.getRequestHandler();
    await next.prepare();
    const front = createFront({
      routes,
      next: handle,
      isTrustedProxy: trustList(config.trustedProxies),
      observe: (served) => {
        observeRequest(served);
        endTrace(served);
      },
      within: stopTracing && traceRequest,
    });
    front.listen(config.port, config.host);
    await once(front, "listening");
    startBackground(say);
    await noteStart(systemCaller("system:start"), {});
    say(["", `SecureSphere is ready: ${config.authUrl}`, ...welcome].join("\n"));

    onSignal = () => {
      onSignal = (): void => process.exit(1); // asked twice: at once
      void stop(front, close);
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Takes no more requests, finishes those under way, then closes what they used. */
async function stop(front: Server, close: () => Promise<void>): Promise<void> {
  say("Stopping …");
  const closed = once(front, "close");
  front.close();
  const idle = setInterval(() => {
    endStreams(); // those that were being opened, too
    front.closeIdleConnections();
  }, 50);
  const grace = setTimeout(() => front.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(grace);
  await shutDown();
  await stopTracing?.();
  await closePool();
  await close();
  process.exit(0);
}

/** After an error nobody caught, what is in memory is not to be trusted: better no server than half a one. */
function crash(error: unknown): void {
  log("error", "SecureSphere stopped on an unexpected error", { error: describeError(error) });
  process.exit(1);
}

process.on("uncaughtException", crash);
process.on("unhandledRejection", crash);
try {
  await main();
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
}
