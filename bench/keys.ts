import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";

import { storeLibraryEvidence } from "@/lib/assessment/store-library-evidence";
import { seedDemo } from "@/lib/demo/seed";
import { type Caller, systemCaller } from "@/lib/kernel/actor";
import { closePool } from "@/lib/kernel/database";
import { sealInto } from "@/lib/vault/seal-into";
import { blobStore } from "@/lib/vault/store";
import { rotateKeys } from "@/lib/vault/rotation/rotate-keys";
import { prepare } from "@/server/prepare";
import { processCpuSeconds } from "./cpu";

/*
 * `npm run bench -- --keys 500`: what encrypting evidence costs beside writing it plain, hashed in both cases; and how long
 * renewing the keys of so many files takes.
 */
const { values: options } = parseArgs({
  options: { keys: { type: "string", default: "500" }, rounds: { type: "string", default: "7" } },
});
const MEGABYTES = 64;
const MB = 1_000_000;
const say = (line: string) => console.log(line);
const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;

async function* chunks(bytes: number) {
  const chunk = randomBytes(64 * 1024);
  for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, Math.min(left, chunk.length));
}

/** Megabytes for each second of this process's CPU, and of the clock. */
async function rateOf(bytes: number, work: () => Promise<void>) {
  const [began, cpu] = [performance.now(), processCpuSeconds(process.pid)];
  await work();
  const clock = (performance.now() - began) / 1000;
  return { clock: bytes / MB / clock, cpu: bytes / MB / Math.max(0.01, processCpuSeconds(process.pid) - cpu) };
}

/** Writes to the store and makes it durable: sealed, or the same without sealing. */
async function write(bytes: number, isSealed: boolean) {
  const staged = await blobStore().stage();
  try {
    const dataKey = { id: 1, key: Buffer.alloc(32, 1) };
    if (isSealed) await staged.keep(await sealInto(staged, 999_999, dataKey, chunks(bytes)));
    else {
      const hash = createHash("sha256");
      for await (const chunk of chunks(bytes)) {
        hash.update(chunk);
        await staged.write(chunk);
      }
      await staged.keep({ organizationId: 999_999, sha256: hash.digest("hex") });
    }
  } finally {
    await staged.discard();
  }
}

async function measureSealing(rounds: number) {
  const bytes = MEGABYTES * MB;
  const rates = { sealed: [] as number[], plain: [] as number[], ratio: [] as number[] };
  await write(bytes, true); // warms up
  for (let n = 0; n < rounds; n++) {
    const order = n % 2 ? [true, false] : [false, true];
    const found: Record<string, number> = {};
    for (const isSealed of order) found[String(isSealed)] = (await rateOf(bytes, () => write(bytes, isSealed))).cpu;
    rates.sealed.push(found.true!);
    rates.plain.push(found.false!);
    rates.ratio.push(found.true! / found.false!);
  }
  const [sealed, plain, ratio] = [median(rates.sealed), median(rates.plain), median(rates.ratio)];
  say(
    `sealing    ${sealed.toFixed(0)} MB a second of a core, ${plain.toFixed(0)} without encryption: ${ratio.toFixed(2)}`,
  );
}

async function measureRenewal(owner: pg.Client, files: number) {
  const [client] = (
    await owner.query<{ id: number; organization_id: number }>(
      "select id, organization_id from users where role = 'client' order by id limit 1",
    )
  ).rows;
  const hash = randomBytes(32);
  await owner.query("begin");
  await owner.query("select app.enter_system('system:bench', '{}')");
  await owner.query(
    "insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')",
    [client!.id, hash],
  );
  await owner.query("commit");
  const caller: Caller = { ...systemCaller("cli"), credential: { kind: "session", hash } };
  const bytes = 200_000;
  for (let n = 0; n < files; n++) {
    const stream = (async function* () {
      yield Buffer.from(randomBytes(bytes / 2).toString("hex"));
    })();
    await storeLibraryEvidence(caller, { filename: `file-${n}.txt`, stream });
  }
  const began = performance.now();
  const done = await rotateKeys(systemCaller("cli"), {
    organizationId: client!.organization_id,
    since: new Date(),
    signal: new AbortController().signal,
    progress: () => undefined,
  });
  const seconds = (performance.now() - began) / 1000;
  const each = ((seconds * 1000) / done.files).toFixed(1);
  say(
    `renewal    ${done.files} files, ${(done.bytes / MB).toFixed(0)} MB in ${seconds.toFixed(1)} s: ${each} ms a file of ${bytes / 1000} kB, opened, sealed anew, opened again, made durable`,
  );
}

const dataDir = mkdtempSync(path.join(os.tmpdir(), "securesphere-keys-"));
process.env.SECURESPHERE_DATA_DIR = dataDir;
const prepared = await prepare({ purpose: "server", say });
const owner = new pg.Client({ connectionString: prepared.config.databaseUrl });
await owner.connect();
try {
  await seedDemo("a password for the bench");
  await measureSealing(Number(options.rounds));
  await measureRenewal(owner, Number(options.keys));
} finally {
  await owner.end();
  await closePool();
  await prepared.close();
  rmSync(dataDir, { recursive: true, force: true });
}
