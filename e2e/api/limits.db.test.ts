import { beforeAll, expect, it } from "vitest";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey } from "@/e2e/support/outside-caller";
import { useWorld } from "@/e2e/support/world";

const world = useWorld();
const door = useFrontDoor();
let keys: string[];

beforeAll(async () => {
  process.env.API_CALLS_PER_MINUTE = "5";
  process.env.API_ADDRESS_CALLS_PER_MINUTE = "12";
  keys = await Promise.all([world.client, world.colleague, world.lead].map((person) => makeKey(world, person)));
});

const list = (key?: string) => call(door, "GET", "/api/v1/products", { key });

it("counts each key for itself, and all of an address together", async () => {
  const statuses = async (key: string, times: number) => {
    const answers = [];
    for (let turn = 0; turn < times; turn += 1) answers.push(await list(key));
    return answers;
  };
  const first = await statuses(keys[0]!, 6);
  expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(first.map(({ headers }) => headers.get("ratelimit")?.split(";")[1])).toEqual([
    "r=4",
    "r=3",
    "r=2",
    "r=1",
    "r=0",
    "r=0",
  ]);
  const refused = first[5]!;
  expect(refused.body).toMatchObject({ status: 429, code: "too_many_requests" });
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers.get("ratelimit-policy")).toBe('"default";q=5;w=60');

  expect((await statuses(keys[1]!, 5)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const [last, over] = await statuses(keys[2]!, 2);
  expect([last!.status, over!.status]).toEqual([200, 429]);
  expect(over!.headers.get("ratelimit-policy")).toBe('"default";q=12;w=60');
});

it("is not passed by pretending to be another address", async () => {
  const answer = await call(door, "GET", "/api/nothing", { headers: { "x-forwarded-for": "203.0.113.9" } });
  expect(answer.status).toBe(429);
});

it("never counts the question whether the process lives", async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => call(door, "GET", "/api/health/live")));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});
