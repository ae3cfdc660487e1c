import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { shutDown } from "@/db/on-shutdown";
import { saveQuestionnaireResponse } from "@/lib/assessment/save-questionnaire-response";
import { storeEvidence } from "@/lib/assessment/store-evidence";
import { sealAll } from "@/lib/audit/sealer";
import { verifyAudit } from "@/lib/audit/verify-audit";
import { seedDemo } from "@/lib/demo/seed";
import { type Caller, systemCaller } from "@/lib/kernel/actor";
import { forgetConfig } from "@/lib/kernel/config";
import { closePool } from "@/lib/kernel/database";
import { openEvidence } from "@/lib/vault/open-evidence";
import { destroyRetiredKeys } from "@/lib/vault/rotation/destroy-retired";
import { getKeys } from "@/lib/vault/rotation/get-keys";
import { prepare, type Prepared } from "@/server/prepare";
import { answersOf, isolate, signedIn } from "./installation";

const PASSWORD = "the drill's own password";
const FILES = 120;
const FEW = 20;
const DAY_MS = 24 * 3600 * 1000;
const operator = systemCaller("cli");

const newKey = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

/**
 * Starts an installation of its own with an old key, puts a new one before it, and has everything sealed anew while people
 * read and write: the process that does it is killed in the middle, begun again, killed again, and ends. Then the old key
 * is thrown away.
 * @throws Error that says what did not open
 */
export async function rotationDrill(home: string, say: (line: string) => void) {
  chmodSync(home, 0o711); // the database's account passes through
  isolate(home);
  const steps: { what: string; ms: number }[] = [];
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    say(`${what} …`);
    const begun = Date.now();
    const result = await work();
    steps.push({ what, ms: Date.now() - begun });
    return result;
  };
  let running: Prepared | undefined;
  const stop = async () => {
    await shutDown();
    await closePool();
    await running?.close();
    running = undefined;
  };
  const startWith = async (ring: string) => {
    await stop();
    for (const name of ["DATABASE_URL", "DATABASE_APP_URL", "DATABASE_LISTEN_URL"]) delete process.env[name];
    process.env.SECURESPHERE_ENCRYPTION_KEYS = ring;
    forgetConfig();
    running = await prepare({ purpose: "server", say: () => undefined });
  };
  const [old, fresh] = [newKey("old"), newKey("new")];
  try {
    await step("Start with the old key", () => startWith(old));
    const ids = await step("Fill it with the demo and files", fill);
    await sealAll();
    await step("Start with a new key before the old one", () => startWith(`${fresh},${old}`));
    const work = workOn(ids);
    const { kills, since } = await step("Renew all keys, killed in the middle, while people work", killedOften);
    const rotated = await step("Go on until it ends, while people work", () => finish(since));
    const { reads, writes } = await work.end();
    await step("Hand the seal of the trail over to the new key", sealAll);
    const destroyed = await step("Destroy the retired data keys, a day later", () =>
      destroyRetiredKeys(new Date(Date.now() + DAY_MS + 60_000)),
    );
    const before = await getKeys(operator, {});
    const stays = before.ring.find(({ id }) => id === "old")!.needed_for;
    if (stays.length > 0) throw new Error(`The old key is still needed for ${stays.join(", ")}.`);
    if (before.data_keys.retired > 0) throw new Error(`${before.data_keys.retired} retired data keys are left.`);
    await step("Start with the new key alone, and open everything", async () => {
      await startWith(fresh);
      await readAll(ids);
    });
    const verdict = await step("Verify the trail", async () => {
      await sealAll();
      return verifyAudit(operator, {});
    });
    if (!verdict.ok) throw new Error(`The trail does not verify: ${verdict.problems[0]?.message}`);
    await step("Be refused with another key", () => refusedWith(newKey("new")));
    return { ok: true, kills, reads, writes, ...rotated, destroyed, entries: verdict.entries, steps };

    async function refusedWith(ring: string) {
      const refused = await startWith(ring).then(
        () => undefined,
        (error: Error) => error.message,
      );
      if (!refused?.includes('"new"')) throw new Error("A wrong key was not refused.");
    }
  } finally {
    await stop();
  }
}

/** The demo with its evidence, and more files of its client's; the ids of those. */
async function fill(): Promise<number[]> {
  await seedDemo(PASSWORD);
  const client = await signedIn("client@demo.test", PASSWORD);
  const answers = await answersOf(client);
  const { product_id } = answers.find(({ status }) => status === "draft" || status === "needs_revision")!;
  const ids: number[] = [];
  for (let i = 0; i < FILES; i++) {
    const stream = chunksOf(Buffer.from(`${randomBytes(20_000).toString("hex")}\n`));
    const stored = await storeEvidence(client, { productId: product_id, filename: `proof-${i}.txt`, stream });
    ids.push(stored.evidence.id);
  }
  return ids;
}

async function* chunksOf(content: Buffer) {
  yield content;
}

async function readAll(ids: readonly number[]) {
  const client = await signedIn("client@demo.test", PASSWORD);
  for (const id of ids) await buffer((await openEvidence(client, { id })).body);
}

/** A client that reads files and saves and uploads, one after the other, until told to end. Each must go well. */
function workOn(ids: readonly number[]) {
  let over = false;
  const done = { reads: 0, writes: 0 };
  const working = (async () => {
    const client: Caller = await signedIn("client@demo.test", PASSWORD);
    const draft = (await answersOf(client)).find(({ status }) => status === "draft" || status === "needs_revision")!;
    const { product_id, question_id } = draft;
    for (let i = 0; !over; i++) {
      await buffer((await openEvidence(client, { id: ids[(i * 37) % ids.length]! })).body);
      done.reads += 1;
      if (i % 10 > 0) continue;
      await saveQuestionnaireResponse(client, { product_id, question_id, answer: `Written meanwhile, ${i}.` });
      const stream = chunksOf(Buffer.from(randomBytes(1000).toString("hex")));
      const { evidence } = await storeEvidence(client, { productId: product_id, filename: `more-${i}.txt`, stream });
      await buffer((await openEvidence(client, { id: evidence.id })).body);
      done.writes += 1;
    }
    return done;
  })();
  working.catch(() => undefined); // awaited by end()
  return {
    end: () => {
      over = true;
      return working;
    },
  };
}

function rotating(since: string): ChildProcess {
  const program = path.join(process.env.SECURESPHERE_ROOT ?? process.cwd(), "cli", "run.mjs");
  return spawn(process.execPath, [program, "keys", "rotate", "--since", since, "--json"], {
    stdio: ["ignore", "pipe", "ignore"],
    env: process.env,
  });
}

const left = async () => (await getKeys(operator, {})).data_keys.outdated_files;

/** Kills it twice, each time after it has sealed some files anew and before it is done. */
async function killedOften(): Promise<{ kills: number; since: string }> {
  for (let tries = 0; tries < 5; tries++) {
    const since = new Date().toISOString();
    for (let kills = 1; ; kills++) {
      const child = rotating(since);
      const over = once(child, "exit");
      const killed = await killAmong(child, kills === 1 ? FILES : await left());
      await over;
      if (!killed) break; // it was quicker: another rotation
      if (kills === 2) return { kills, since };
    }
  }
  throw new Error("It ended before it could be killed.");
}

async function killAmong(child: ChildProcess, from: number): Promise<boolean> {
  while (child.exitCode === null) {
    const open = await left();
    // Organizations with a few files are over before anybody could kill it twice among them.
    if (open > FEW && open < from - 5) return child.kill("SIGKILL");
    await wait(5);
  }
  return false;
}

async function finish(since: string) {
  const child = rotating(since);
  const [output, [code]] = await Promise.all([buffer(child.stdout!), once(child, "exit")]);
  if (code !== 0) throw new Error(`The rotation ended with ${code}.`);
  const { files, secrets, damaged } = JSON.parse(output.toString()) as Record<string, number>;
  if (damaged) throw new Error(`${damaged} files do not open.`);
  if ((await left()) > 0) throw new Error("Some files are sealed under retired keys still.");
  return { files, secrets };
}
