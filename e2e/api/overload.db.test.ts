import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey, type Answer } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { pool } from "@/lib/kernel/database";

/*
 * Every limit of the database's connections, reached: each ends in an answer that says when to try again, none in silence,
 * and with the cause gone all is as before.
 */
const SIZE = 3;
const LIMITS = {
  DATABASE_POOL_SIZE: String(SIZE),
  DATABASE_POOL_WAIT_MS: "300",
  DATABASE_LOCK_TIMEOUT_MS: "1500",
  DATABASE_STATEMENT_TIMEOUT_MS: "3000",
  DATABASE_QUERY_TIMEOUT_MS: "6000",
};
beforeAll(() => void Object.assign(process.env, LIMITS));
afterAll(() => {
  for (const name of Object.keys(LIMITS)) delete process.env[name];
});
const world = useWorld();
useStore();
const door = useFrontDoor();
const holder = () => new Client(world.database.ownerUrl);
let key: string;
let product: number;
let question: number;
let options: number[];
let saves = 0;
let blocker: Client;

beforeAll(async () => {
  key = await makeKey(world, world.client);
  const { id, questions } = await addAnswered(world, 2);
  product = id;
  question = questions[0]!.id;
  options = questions[0]!.options.map(({ id }) => id);
  blocker = holder();
  await blocker.connect();
});
afterAll(() => blocker.end());

const save = () =>
  call(door, "POST", "/api/save_response", {
    key,
    json: { product_id: product, question_id: question, option_id: options[saves++ % options.length] },
  });
const read = () => call(door, "GET", `/api/get_responses/${product}`, { key });

/** Keeps the rows that every save locks first, until `work` is done. */
async function whileLocked<T>(table: string, work: () => Promise<T>): Promise<T> {
  await blocker.query("begin");
  await blocker.query(`lock table ${table} in access exclusive mode`);
  try {
    return await work();
  } finally {
    await blocker.query("rollback");
  }
}

function expectTryAgain(answer: Answer, status: number) {
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
  expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
}

describe("overload", () => {
  it("answers 503 with Retry-After once the pool is exhausted, 409 where a lock is waited for too long, and recovers", async () => {
    const answers = await whileLocked("answer_sets", async () => {
      const stuck = Array.from({ length: SIZE }, save);
      await expect.poll(() => pool().usage()).toMatchObject({ total: SIZE, idle: 0 });
      const refused = await Promise.all(Array.from({ length: 12 }, read));
      for (const answer of refused) expectTryAgain(answer, 503);
      return Promise.all(stuck);
    });
    for (const answer of answers) expectTryAgain(answer, 409);
    expect(pool().usage()).toMatchObject({ idle: SIZE, waiting: 0 });
    const after = await Promise.all(Array.from({ length: 12 }, read));
    expect(after.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect((await save()).status).toBeLessThan(300);
  });

  it("ends a statement that takes too long, with 503, and serves the next on the same connections", async () => {
    await world.sql(
      `create function public.slow() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;`,
    );
    await world.sql(
      "create trigger slow before insert or update on questionnaire_responses for each row execute function public.slow()",
    );
    const answer = await save();
    await world.sql("drop trigger slow on questionnaire_responses");
    expectTryAgain(answer, 503);
    expect((await read()).status).toBe(200);
    expect(pool().usage()).toMatchObject({ waiting: 0 });
  });

  it("loses every connection at once, and has new ones for the next", async () => {
    expect((await read()).status).toBe(200);
    const server = new Client(world.database.appUrl); // of the same role, which may
    await server.connect();
    await server.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'securesphere'",
    );
    await server.end();
    const answers = await Promise.all(Array.from({ length: SIZE }, read));
    for (const answer of answers) if (answer.status !== 200) expectTryAgain(answer, 503);
    await expect.poll(async () => (await read()).status).toBe(200);
  });
});
