import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { anonymous, useWorld } from "@/e2e/support/world";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { cancelJob } from "./cancel-job";
import { getJob } from "./get-job";
import { jobKind, startJob, type JobContext } from "./job";
import { listJobs } from "./list-jobs";
import { retryJob } from "./retry-job";
import { runJobs } from "./run-jobs";

const world = useWorld();
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

type Work = JobContext<{ n: number }>;

/** A kind of its own for each test: its jobs are nobody else's. */
function kindOf(name: string, run: (work: Work) => Promise<Record<string, unknown>>) {
  const kind = jobKind({ kind: name, input: z.object({ n: z.number() }), run });
  const ask = command({
    action: `test.${name}`,
    input: z.object({ n: z.number() }),
    allow: () => true,
    run: async (context, { n }) => ({
      id: await startJob(context, kind, {
        organizationId: context.actor.organizationId,
        title: `Work ${n}`,
        input: { n },
      }),
    }),
  });
  const start = (atOnce = 2) => (stop = runJobs([kind], { atOnce, log: (line) => logged.push(line) }));
  return { kind, ask, start };
}
const logged: string[] = [];

const ended = (id: number, status: string, person = world.client) =>
  vi.waitFor(
    async () => {
      const job = await getJob(person.caller, { job_id: id });
      expect(job.status).toBe(status);
      return job;
    },
    { timeout: 10_000, interval: 20 },
  );

const until = <T>(check: () => T) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const stopsWith = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));

describe("a job", () => {
  it("is done as the user who asked, shows how far it is, and is in the trail", async () => {
    const whoAmI = query({
      action: "test.who",
      input: z.object({}),
      allow: () => true,
      run: async ({ tx, actor }) => ({
        userId: actor.userId,
        seen: (await tx.send<{ id: number }>({ name: "test_orgs", text: "select id from organizations" }, [])).length,
      }),
    });
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    const { ask, start } = kindOf("who", async ({ caller, progress, input }) => {
      progress(0.5, "Half of it");
      await gate;
      return { n: input.n, ...(await whoAmI(caller, {})) };
    });
    start();
    const { id } = await ask(world.client.caller, { n: 7 });
    await until(async () =>
      expect(await getJob(world.client.caller, { job_id: id })).toMatchObject({
        status: "running",
        progress: 0.5,
        step: "Half of it",
      }),
    );
    go();
    const job = await ended(id, "done");
    expect(job).toMatchObject({ progress: 1, result: { n: 7, userId: world.client.id, seen: 1 }, error: null });
    const trail = await world.sql(
      "select action, user_id, new_values ->> 'status' as status from audit_log where table_name = 'jobs' and record_id = $1 order by id",
      [id],
    );
    expect(trail).toEqual([
      { action: "INSERT", user_id: world.client.id, status: "queued" },
      { action: "UPDATE", user_id: null, status: "running" },
      { action: "UPDATE", user_id: null, status: "done" },
    ]);
  });

  it("is nobody else's affair but superusers'", async () => {
    const { ask } = kindOf("private", async () => ({}));
    const { id } = await ask(world.client.caller, { n: 1 });
    expect(await getJob(world.superuser.caller, { job_id: id })).toMatchObject({ id, status: "queued" });
    for (const other of [world.lead, world.stranger, world.analyst])
      for (const useCase of [getJob, cancelJob, retryJob])
        await expect(useCase(other.caller, { job_id: id })).rejects.toMatchObject({ code: "not_found" });
    await expect(getJob(anonymous, { job_id: id })).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await listJobs(world.client.caller, {})).jobs.map((job) => job.id)).toContain(id);
    expect((await listJobs(world.stranger.caller, {})).jobs).toEqual([]);
  });

  it("is not begun where its command does not commit", async () => {
    const done: number[] = [];
    const { kind, start } = kindOf("rolled-back", async ({ input }) => ({ n: done.push(input.n) }));
    const ask = command({
      action: "test.rolled-back-after",
      input: z.object({}),
      allow: () => true,
      run: async (context) => {
        await startJob(context, kind, {
          organizationId: context.actor.organizationId,
          title: "Never",
          input: { n: 1 },
        });
        throw new Fault("conflict", "Not now.");
      },
    });
    start();
    await expect(ask(world.client.caller, {})).rejects.toMatchObject({ code: "conflict" });
    expect(await world.sql("select id from jobs where kind = 'rolled-back'")).toEqual([]);
    expect(done).toEqual([]);
  });

  it("loses the rights its user loses", async () => {
    const person = await world.addPerson("client", world.acme);
    const { ask, start } = kindOf("disabled", async ({ caller }) => listJobs(caller, {}));
    const { id } = await ask(person.caller, { n: 1 });
    await world.sql("update users set is_active = false where id = $1", [person.id]);
    start();
    const job = await ended(id, "failed", world.superuser);
    expect(job.error).toMatch(/Sign in/);
  });
});

describe("cancelling", () => {
  it("ends at once what has not begun, and what runs as soon as it looks up", async () => {
    const waiting = kindOf("cancel", ({ signal }) => stopsWith(signal));
    const first = await waiting.ask(world.client.caller, { n: 1 });
    expect(await cancelJob(world.client.caller, { job_id: first.id })).toEqual({ id: first.id, status: "cancelled" });
    waiting.start();
    const second = await waiting.ask(world.client.caller, { n: 2 });
    await ended(second.id, "running");
    expect(await cancelJob(world.client.caller, { job_id: second.id })).toEqual({ id: second.id, status: "running" });
    await ended(second.id, "cancelled");
    await expect(cancelJob(world.client.caller, { job_id: second.id })).rejects.toMatchObject({ code: "conflict" });
  }, 20_000);
});

describe("failing", () => {
  it("says what a user may know, logs the rest, and can be tried again", async () => {
    let healthy = false;
    const { ask, start } = kindOf("fails", async ({ input }) => {
      if (healthy) return {};
      if (input.n === 1) throw new Fault("conflict", "The product is archived.");
      throw new Error("secret detail");
    });
    start();
    const known = await ask(world.client.caller, { n: 1 });
    const unknown = await ask(world.client.caller, { n: 2 });
    expect((await ended(known.id, "failed")).error).toBe("The product is archived.");
    expect((await ended(unknown.id, "failed")).error).toMatch(new RegExp(`Quote job-${unknown.id}-1`));
    expect(logged.join("\n")).toContain("secret detail");
    healthy = true;
    await retryJob(world.client.caller, { job_id: known.id });
    await ended(known.id, "done");
    await expect(retryJob(world.client.caller, { job_id: known.id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("waits while the database is away", async () => {
    let tries = 0;
    const { ask, start } = kindOf("away", async () => {
      tries += 1;
      if (tries === 1) throw new Fault("unavailable", "The database is away.");
      return { tries };
    });
    start();
    const { id } = await ask(world.client.caller, { n: 1 });
    await until(async () => {
      const [row] = await world.sql<{ later: boolean }>(
        "select status = 'queued' and due_at > now() as later from jobs where id = $1",
        [id],
      );
      expect(row!.later).toBe(true);
    });
    await world.sql("update jobs set due_at = now() where id = $1", [id]);
    expect((await ended(id, "done")).result).toEqual({ tries: 2 });
  });
});

describe("processes", () => {
  it("never do a job twice, and take over from one that is gone", async () => {
    const done: number[] = [];
    const { kind, ask } = kindOf("shared", async ({ input }) => ({ at: done.push(input.n) }));
    const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(world.client.caller, { n })));
    // As a killed process leaves it: running, and silent for a minute. Another is silent for a second only.
    const [gone, alive] = [ids[0]!.id, ids[1]!.id];
    await world.sql("update jobs set status = 'running', attempts = 1, started_at = now() where id = any ($1)", [
      [gone, alive],
    ]);
    await world.sql(
      `insert into job_progress (job_id, user_id, noted_at) values ($1, $3, now() - interval '1 minute'), ($2, $3, now() - interval '1 second')`,
      [gone, alive, world.client.id],
    );
    const stops = [1, 2, 3].map(() => runJobs([kind], { atOnce: 2, log: () => {} }));
    stop = async () => void (await Promise.all(stops.map((each) => each())));
    await Promise.all(ids.filter(({ id }) => id !== alive).map(({ id }) => ended(id, "done")));
    expect([...done].sort((a, b) => a - b)).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect((await getJob(world.client.caller, { job_id: alive })).status).toBe("running");
  }, 20_000);

  it("give back at shutdown what they have begun, without counting the attempt", async () => {
    const { ask, start } = kindOf("restart", ({ signal }) => stopsWith(signal));
    start();
    const { id } = await ask(world.client.caller, { n: 1 });
    await ended(id, "running");
    await stop!();
    stop = undefined;
    const [row] = await world.sql("select status, attempts from jobs where id = $1", [id]);
    expect(row).toEqual({ status: "queued", attempts: 0 });
  });

  it("give a job up that ends every process that tries it", async () => {
    const { ask, start } = kindOf("deadly", async () => ({}));
    const { id } = await ask(world.client.caller, { n: 1 });
    await world.sql(
      "update jobs set status = 'running', attempts = 5, started_at = now() - interval '1 hour' where id = $1",
      [id],
    );
    start();
    expect((await ended(id, "failed")).error).toMatch(/every time/);
  });
});
