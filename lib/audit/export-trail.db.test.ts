import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { seal, tamper, useWitness } from "@/e2e/support/sealed";
import { useStore } from "@/e2e/support/vault";
import { anonymous, useWorld } from "@/e2e/support/world";
import { getJob } from "@/lib/jobs/get-job";
import { runJobs } from "@/lib/jobs/run-jobs";
import type { JobKind } from "@/lib/jobs/job";
import { checkSealing } from "./check-sealing";
import { exportCheckpoints } from "./export-checkpoints";
import { exportTrail, openTrailExport, startTrailExport } from "./export-trail";
import { getSealing } from "./get-sealing";
import { startVerification, verifyTrailJob } from "./start-verification";

const world = useWorld();
useStore();
useWitness();
const directory = mkdtempSync(path.join(os.tmpdir(), "trail-"));
const trail = path.join(directory, "trail.jsonl");
const witness = path.join(directory, "witness.jsonl");
let stop: () => Promise<void>;

beforeAll(() => {
  const kinds = [exportTrail, verifyTrailJob] as unknown as JobKind[];
  stop = runJobs(kinds, { atOnce: 1, log: () => undefined });
});
afterAll(async () => {
  await stop?.();
  rmSync(directory, { recursive: true, force: true });
});

const finished = (job_id: number) =>
  vi.waitFor(
    async () => {
      const job = await getJob(world.superuser.caller, { job_id });
      expect(job.status).toMatch(/done|failed/);
      return job;
    },
    { timeout: 15_000, interval: 50 },
  );
async function textOf(pieces: AsyncIterable<Uint8Array | string>) {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(Buffer.from(piece));
  return Buffer.concat(parts).toString("utf8");
}
/** The verifier as a customer runs it: one file, somewhere else. */
function offline(...words: string[]) {
  const program = path.resolve("public/verify-trail.mjs");
  const run = spawnSync(process.execPath, [program, ...words], {
    encoding: "utf8",
    cwd: directory,
    env: { NODE_ENV: "test" },
  });
  return { code: run.status, said: run.stdout };
}
async function exported(input: Parameters<typeof startTrailExport>[1]) {
  const { job_id } = await startTrailExport(world.superuser.caller, input);
  expect(await finished(job_id)).toMatchObject({ status: "done", error: null });
  const { body, filename } = await openTrailExport(world.superuser.caller, { job_id });
  return { text: await textOf(body as unknown as AsyncIterable<Uint8Array>), filename, job_id };
}

describe("an exported trail", () => {
  let text: string;
  beforeAll(async () => {
    await world.sql(
      `insert into audit_log (actor, action, organization_id, reason, new_values)
       select 'writer', 'READ', $1, 'line ' || i || chr(10) || '"quoted",', jsonb_build_object('n', i, 'amount', 1.50) from generate_series(1, 30) i`,
      [world.acme],
    );
    await seal();
    await world.sql("insert into audit_log (actor, action) values ('writer', 'READ')");
    await seal();
    text = (await exported({ format: "jsonl" })).text;
    writeFileSync(trail, text);
    writeFileSync(witness, await textOf(await exportCheckpoints(world.superuser.caller, {})));
  });

  it("verifies with one file and nothing of ours running", async () => {
    const { fingerprint } = await getSealing(world.superuser.caller, {});
    expect(offline("trail.jsonl", "--witness", "witness.jsonl", "--key", fingerprint)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^OK: \d+ entries under 2 checkpoints verify/),
    });
    expect(offline("trail.jsonl").said).toContain(fingerprint);
    expect(offline("trail.jsonl", "--key", "00").code).toBe(1);
    expect(offline().code).toBe(2);
    for (const line of text.trim().split("\n")) JSON.parse(line);
  });

  it("fails for any bit that changed, and names the row", async () => {
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes("line 17"));
    const id = /"id" : (\d+)/.exec(lines[at]!)![1];
    const changed = lines.with(at, lines[at]!.replace("line 17", "line 16"));
    writeFileSync(trail, changed.join("\n"));
    expect(offline("trail.jsonl")).toMatchObject({ code: 1, said: expect.stringContaining(`Entry ${id} was edited`) });
    writeFileSync(trail, lines.toSpliced(at, 1).join("\n"));
    expect(offline("trail.jsonl").said).toContain(`Entry ${id} was deleted`);
    writeFileSync(trail, lines.toSpliced(at, 1, "{").join("\n"));
    expect(offline("trail.jsonl")).toMatchObject({ code: 1, said: expect.stringContaining(`line ${at + 1}`) });
    // The tail cut with its checkpoint: only the witness knows.
    const cut = lines.findIndex((line) => line.startsWith('{"checkpoint":{"n":2'));
    writeFileSync(trail, lines.slice(0, cut).join("\n"));
    expect(offline("trail.jsonl").code).toBe(0);
    expect(offline("trail.jsonl", "--witness", "witness.jsonl").said).toContain("The trail was cut off");
  });

  it("may be of a time alone, or a table", async () => {
    const part = await exported({ format: "jsonl", from: "2026-01-01", to: "2999-01-01" });
    expect(part.filename).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.jsonl$/);
    writeFileSync(trail, part.text);
    expect(offline("trail.jsonl").code).toBe(0);
    const table = await exported({ format: "csv", organization_id: world.acme, action: "READ" });
    expect(table.text).toContain("line 30");
  });

  it("is for superusers, whose own it is, once it is finished", async () => {
    await expect(startTrailExport(world.lead.caller, { format: "csv" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(openTrailExport(anonymous, { job_id: 1 })).rejects.toMatchObject({ code: "unauthenticated" });
    const before = await world.sql(
      "select from audit_log where action = 'EXPORT' and new_values ->> 'format' = 'jsonl'",
    );
    const { job_id } = await exported({ format: "jsonl" });
    const after = await world.sql(
      "select from audit_log where action = 'EXPORT' and new_values ->> 'format' = 'jsonl'",
    );
    expect(after).toHaveLength(before.length + 1);
    await expect(openTrailExport(world.client.caller, { job_id })).rejects.toMatchObject({ code: "not_found" });
    await world.sql("update jobs set result = null where id = $1", [job_id]);
    await expect(openTrailExport(world.superuser.caller, { job_id })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a verification as a job", () => {
  it("has what was found as its result", async () => {
    const { job_id } = await startVerification(world.superuser.caller, {});
    expect((await finished(job_id)).result).toMatchObject({ ok: true, witnessed: true });
    const [row] = await world.sql<{ id: number }>("select id from audit_log where reason like 'line 5%'");
    await tamper(world, `update audit_log set reason = 'line 6' where id = ${row!.id}`);
    const again = await startVerification(world.superuser.caller, { to: "2999-01-01" });
    expect((await finished(again.job_id)).result).toMatchObject({
      ok: false,
      problems: [{ kind: "edited", id: row!.id }],
    });
  });
});

describe("the alarm of a seal that is late", () => {
  it("tells every superuser once for each incident", async () => {
    await seal();
    const told = () =>
      world.sql("select from notifications where kind = 'sealing_late' and user_id = $1", [world.superuser.id]);
    const sealedAt = (when: string) => tamper(world, `update audit_checkpoints set sealed_at = ${when}`);
    await sealedAt("now() - interval '6 minutes'"); // nothing waits, so it may be as old as it likes
    expect(await checkSealing(anonymous, {})).toEqual([]);
    await sealedAt("now()");
    await world.sql(
      "insert into audit_log (actor, action, timestamp) values ('writer', 'READ', now() - interval '5 minutes')",
    );
    // What the past brought in late is not old before the seal is.
    expect(await checkSealing(anonymous, {})).toEqual([]);
    await sealedAt("now() - interval '6 minutes'");
    expect(await checkSealing(anonymous, {})).toEqual(["sealing_late"]);
    await checkSealing(anonymous, {});
    expect(await told()).toHaveLength(1);
    expect(await getSealing(world.superuser.caller, {})).toMatchObject({ late: true });
    expect(await checkSealing(anonymous, { witnessFault: "The disk is full." })).toContain("witness_failed");
  });
});
