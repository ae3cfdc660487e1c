import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { encode } from "next-auth/jwt";
import { freePort } from "@/db/embedded/postmaster";
import { prepare } from "@/server/prepare";
import { postmasterOf } from "./cpu";
import { fill, type Dataset } from "./dataset";

const SCALES: Record<string, number> = { "2k": 2_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000 };

/** The built application over generated data, and the processes behind it. */
export interface Server {
  data: Dataset;
  pid: number;
  port: number;
  postmaster: number;
  /** The database as the application's own role, and as its owner. */
  url: string;
  ownerUrl: string;
  cookieOf: (session: { userId: number; token: string }) => Promise<string>;
  /** Next alone, without the front, beside it on the same database. */
  openNext: () => Promise<{ pid: number; port: number; close: () => Promise<void> }>;
  close: () => Promise<void>;
}

const noLimits = { API_CALLS_PER_MINUTE: "1000000000", API_ADDRESS_CALLS_PER_MINUTE: "1000000000" };

/** Starts the application on the data of a scale, generated at first use. */
export async function open(scale: string, say: (line: string) => void): Promise<Server> {
  const responses = SCALES[scale];
  if (!responses) throw new Error(`A scale is one of ${Object.keys(SCALES).join(", ")}.`);
  // Preparing completes the environment: what one scale's server has set must not reach another's.
  const before = { ...process.env };
  const dataDir = path.resolve(".bench", scale);
  mkdirSync(dataDir, { recursive: true });
  process.env.SECURESPHERE_DATA_DIR = dataDir;
  const { config, close } = await prepare({ purpose: "server", say });
  const env: NodeJS.ProcessEnv = { ...process.env, ...noLimits, NODE_ENV: "production" };
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);

  const ownerUrl = config.databaseUrl ?? env.DATABASE_URL!;
  const data = await fill(ownerUrl, responses, say);
  const port = await freePort();
  const front = await start([path.resolve(".build/server.mjs")], { ...env, PORT: String(port) }, "is ready");
  return {
    data,
    pid: front.pid!,
    port,
    postmaster: await postmasterOf(ownerUrl),
    url: env.DATABASE_APP_URL!,
    ownerUrl,
    cookieOf: async ({ userId, token }) => {
      const claims = { sub: String(userId), sid: token };
      return `securesphere.session=${await encode({ token: claims, secret: env.AUTH_SECRET!, maxAge: 86_400 })}`;
    },
    openNext: async () => {
      const port = await freePort();
      const args = [path.resolve("node_modules/next/dist/bin/next"), "start", "-H", "127.0.0.1", "-p", String(port)];
      const next = await start(args, env, "Ready");
      return { pid: next.pid!, port, close: () => stop(next) };
    },
    close: async () => {
      await stop(front);
      await close();
    },
  };
}

async function start(args: string[], env: NodeJS.ProcessEnv, sign: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on("data", (chunk: Buffer) => chunk.includes(sign) && resolve());
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}.`)));
  });
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await once(child, "exit");
}
