import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, makeKey } from "@/e2e/support/outside-caller";
import { useWorld } from "@/e2e/support/world";
import { newKey } from "@/lib/identity/key-format";
import { trustList } from "@/server/client-address";
import { createFront } from "@/server/front";
import { routes } from "@/server/routes.generated";

/** A caller that floods is refused early, and whoever calls meanwhile from elsewhere is served as ever. */
const world = useWorld();
let server: Server;
let url: string;
let keys: Record<"flooding" | "calm", string>;

beforeAll(async () => {
  process.env.API_CALLS_PER_MINUTE = "30";
  process.env.API_ADDRESS_CALLS_PER_MINUTE = "60";
  keys = { flooding: await makeKey(world, world.client), calm: await makeKey(world, world.stranger) };
  const next = async () => undefined;
  server = createFront({ routes, next, isTrustedProxy: trustList(["127.0.0.1"]) });
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const list = (key: string | undefined, address: string) =>
  call({ url }, "GET", "/api/v1/products", { key, headers: { "x-forwarded-for": address } });

it("four hundred calls of one tenant cost another not one of its own", async () => {
  const flood = Array.from({ length: 400 }, () => list(keys.flooding, "198.51.100.1"));
  const calm = [];
  for (let turn = 0; turn < 25; turn += 1) calm.push(await list(keys.calm, "203.0.113.7"));
  expect(calm.map(({ status }) => status)).toEqual(Array(25).fill(200));
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(30);
  expect(statuses.filter((status) => status === 429)).toHaveLength(370);
});

it("invented keys share the limit of the address that sends them", async () => {
  const tries = Array.from({ length: 100 }, () => list(newKey().key, "198.51.100.2"));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  const visitors = await Promise.all(Array.from({ length: 100 }, () => list(undefined, "198.51.100.2")));
  expect(visitors.filter(({ status }) => status === 429).length).toBeGreaterThan(30);
  expect((await list(keys.calm, "203.0.113.8")).status).toBe(200);
});
