import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";

import { DEMO_PASSWORD, ownEnvironment, startApplication, type Application } from "./support/start-application";

/*
 * The server and the database are killed without warning amid a stream of saves and uploads. What was acknowledged must be
 * there afterwards, no call may hang, and what cannot be served meanwhile is answered 503 with Retry-After.
 */

/** How often each of the two is killed. FAULT_KILLS=50 for the long run. */
const KILLS = Number(process.env.FAULT_KILLS ?? 3);
const WRITERS = 6;
/** A call that takes longer hangs. */
const PATIENCE_MS = 20_000;

let application: Application;
let dataDir: string;
let environment: Record<string, string>;
let authorization: string;
let productId: number;

test.beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "securesphere-faults-"));
  environment = {
    SECURESPHERE_DATA_DIR: dataDir,
    SECURESPHERE_DEMO: "1",
    SECURESPHERE_DEMO_PASSWORD: DEMO_PASSWORD,
    API_CALLS_PER_MINUTE: "1000000",
    API_ADDRESS_CALLS_PER_MINUTE: "1000000",
  };
  application = await startApplication(environment);
  const scopes = "products:read,responses:read,responses:write";
  const created = execFileSync(
    process.execPath,
    ["cli/run.mjs", "api-key", "create", "--user", "client@demo.test", "--scopes", scopes, "--json"],
    { env: { ...ownEnvironment(), ...environment }, encoding: "utf8" },
  );
  authorization = `Bearer ${(JSON.parse(created) as { key: string }).key}`;
  const listed = await fetch(`${application.url}/api/v1/products`, { headers: { authorization } });
  const { products } = (await listed.json()) as { products: { id: number; name: string }[] };
  productId = products.find(({ name }) => name === "Pharmacy Kiosk")!.id;
});

test.afterAll(async () => {
  await application?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What the writers were told, and what they saw. */
interface Log {
  acknowledged: number[];
  attempted: number[];
  files: { id: number; sha256: string }[];
  refusals: { status: number; retryAfter: string | null }[];
  saves: number;
}

async function write(writer: number, log: Log, running: () => boolean, url: () => Promise<string>) {
  for (let n = 1; running(); n++) {
    const base = await url();
    log.attempted[writer] = n;
    const send = (address: string, init: RequestInit) =>
      fetch(base + address, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }).catch((error: Error) => {
        // A killed server breaks connections off; only silence is a fault.
        if (error.name === "TimeoutError") throw new Error(`${address} hung`);
        return undefined;
      });
    const saved = await send("/api/save_response", {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify({
        product_id: productId,
        question: `Writer ${writer}`,
        dimension: "Faults",
        answer: String(n),
      }),
    });
    if (saved?.ok) {
      log.acknowledged[writer] = n;
      log.saves += 1;
    } else if (saved) log.refusals.push({ status: saved.status, retryAfter: saved.headers.get("retry-after") });
    if (n % 5 !== 0) continue;
    const body = `evidence of writer ${writer}\n${randomBytes(2000).toString("hex")}\n`;
    const uploaded = await send(`/api/v1/evidence?product_id=${productId}`, {
      method: "POST",
      headers: { authorization, "content-type": "text/plain", "x-filename": `evidence-${writer}.txt` },
      body,
    });
    if (uploaded?.ok) {
      const { evidence } = (await uploaded.json()) as { evidence: { id: number } };
      log.files.push({ id: evidence.id, sha256: createHash("sha256").update(body).digest("hex") });
    } else if (uploaded)
      log.refusals.push({ status: uploaded.status, retryAfter: uploaded.headers.get("retry-after") });
  }
}

async function verify(log: Log) {
  const listed = await fetch(`${application.url}/api/get_responses/${productId}?dimension=Faults`, {
    headers: { authorization },
  });
  const { responses } = (await listed.json()) as { responses: { question: string; answer: string }[] };
  for (const [writer, acknowledged] of log.acknowledged.entries()) {
    const stored = Number(responses.find(({ question }) => question === `Writer ${writer}`)?.answer ?? 0);
    expect(stored, `writer ${writer}`).toBeGreaterThanOrEqual(acknowledged ?? 0);
    expect(stored, `writer ${writer}`).toBeLessThanOrEqual(log.attempted[writer]!);
  }
  for (const { id, sha256 } of log.files) {
    const file = await fetch(`${application.url}/api/v1/evidence/${id}/content`, { headers: { authorization } });
    expect(file.status, `file ${id}`).toBe(200);
    expect(
      createHash("sha256")
        .update(Buffer.from(await file.arrayBuffer()))
        .digest("hex"),
    ).toBe(sha256);
  }
  for (const { status, retryAfter } of log.refusals) {
    expect(status).toBe(503);
    expect(Number(retryAfter)).toBeGreaterThan(0);
  }
}

const databasePid = () =>
  Number(readFileSync(path.join(dataDir, "postgres/cluster/postmaster.pid"), "utf8").split("\n")[0]);

/** Resolves when so many further saves were acknowledged: the stream flows. */
async function flows(log: Log, more: number) {
  const before = log.saves;
  await expect.poll(() => log.saves - before, { timeout: 60_000, intervals: [50] }).toBeGreaterThanOrEqual(more);
}

async function amidWriters(log: Log, url: () => Promise<string>, faults: () => Promise<void>) {
  let running = true;
  const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer, log, () => running, url));
  try {
    await faults();
  } finally {
    running = false;
  }
  await Promise.all(writers);
}

const newLog = (): Log => ({ acknowledged: [], attempted: [], files: [], refusals: [], saves: 0 });

test("the database is killed: nothing acknowledged is lost, and the server recovers by itself", async () => {
  test.setTimeout(60_000 + KILLS * 30_000);
  const log = newLog();
  const url = async () => application.url;
  await amidWriters(log, url, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      await flows(log, 30);
      process.kill(databasePid(), "SIGKILL");
      await flows(log, 30);
    }
  });
  await verify(log);
});

test("the server is killed: nothing acknowledged is lost, and the next start serves it", async () => {
  test.setTimeout(60_000 + KILLS * 60_000);
  const log = newLog();
  let ready: Promise<void> = Promise.resolve();
  const url = async () => {
    await ready;
    return application.url;
  };
  await amidWriters(log, url, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      await flows(log, 30);
      ready = (async () => {
        application.process.kill("SIGKILL");
        await once(application.process, "exit");
        application = await startApplication(environment);
      })();
      await ready;
    }
    await flows(log, 10);
  });
  await verify(log);
});
