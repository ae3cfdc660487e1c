import { checkScores } from "@/lib/assessment/check-scores";
import { systemCaller } from "@/lib/kernel/actor";
import { closePool } from "@/lib/kernel/database";
import { updates } from "./cases";
import { residentMiB } from "./cpu";
import { failed, load } from "./measure";
import type { Server } from "./server";

const EVERY_MS = 2000;

export interface Soak {
  connections: number;
  seconds: number;
  saves: number;
  errors: number;
  /** Answer sets whose kept scores differ from their answers. */
  staleScores: number;
  /** Milliseconds that a reader waited for a page of answers meanwhile, at worst. */
  slowestRead: number;
  failedReads: number;
  /** MiB of the application, sampled through the run. */
  memory: number[];
  verdict: string;
}

/** So many savers at once for so long, while someone reads: nothing fails, no score goes stale, memory stays flat. */
export async function soak(server: Server, connections: number, seconds: number): Promise<Soak> {
  const memory: number[] = [];
  let slowestRead = 0;
  let failedReads = 0;
  const [{ key, firstProduct }] = server.data.organizations as [Server["data"]["organizations"][number]];
  const read = async () => {
    const begun = performance.now();
    const url = `http://127.0.0.1:${server.port}/api/get_responses/${firstProduct}?limit=20`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } }).catch(() => undefined);
    await response?.arrayBuffer();
    if (!response?.ok) failedReads++;
    slowestRead = Math.max(slowestRead, performance.now() - begun);
    memory.push(residentMiB(server.pid));
  };
  const plan = { port: server.port, connections, requests: updates(server.data) };
  await load({ ...plan, seconds: 10 });
  const reader = setInterval(() => void read(), EVERY_MS);
  const result = await load({ ...plan, seconds });
  clearInterval(reader);

  process.env.DATABASE_APP_URL = server.url;
  const { disagreements } = await checkScores(systemCaller("cli"), {});
  await closePool();
  const mean = (samples: number[]) => samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const half = Math.floor(memory.length / 2);
  const growth = mean(memory.slice(half)) / mean(memory.slice(0, half));
  const missed = [
    failed(result) > 0 && "errors",
    failedReads > 0 && "reads failed",
    disagreements.length > 0 && "stale scores",
    growth > 1.15 && `memory grew by ${Math.round((growth - 1) * 100)} %`,
  ].filter(Boolean);
  return {
    connections,
    seconds,
    saves: result.requests,
    errors: failed(result),
    staleScores: disagreements.length,
    slowestRead,
    failedReads,
    memory,
    verdict: missed.length ? missed.join(", ") : "good",
  };
}
