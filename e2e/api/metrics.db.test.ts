import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addAnswered } from "@/e2e/support/answered";
import { useFrontDoor } from "@/e2e/support/front-door";
import { call, makeKey } from "@/e2e/support/outside-caller";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { closePool } from "@/lib/kernel/database";

const TOKEN = "a token of the operator's, long enough";
const CANARY = "Xanthippe";
const world = useWorld();
useStore();
const door = useFrontDoor();
let key: string;

beforeAll(async () => {
  key = await makeKey(world, world.superuser, ["stats:read"]);
  await world.sql("update users set first_name = $2, username = 'x' || $2 where id = $1", [world.client.id, CANARY]);
  const { id } = await addAnswered(world, 3);
  await world.sql("update products set name = $2 where id = $1", [id, CANARY]);
  await world.sql(
    "insert into jobs (organization_id, user_id, kind, title, input, status) values ($1, $2, 'report.print', $3, '{}', 'failed')",
    [world.acme, world.client.id, CANARY],
  );
});
afterEach(() => vi.unstubAllEnvs());

async function scrape(bearer: string) {
  const response = await fetch(`${door.url}/api/metrics`, { headers: { authorization: `Bearer ${bearer}` } });
  const text = await response.text();
  const valueOf = (name: string) =>
    Number(
      text
        .split("\n")
        .find((line) => line.startsWith(`${name} `))
        ?.split(" ")
        .at(-1),
    );
  return { response, text, valueOf };
}

describe("/api/metrics", () => {
  it("is Prometheus text: requests by route, use cases, round trips, pool, jobs, the database and the work", async () => {
    await call(door, "GET", `/api/v1/products?q=${CANARY}`, { key: await makeKey(world, world.client) });
    await call(door, "GET", `/api/${CANARY}`, { headers: { "user-agent": CANARY } });
    await expect
      .poll(async () => (await scrape(key)).text)
      .toMatch(/http_request_seconds_count\{method="GET",route="\/api\/v1\/products",status="200"\} 1/);
    const { response, text, valueOf } = await scrape(key);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of text.split("\n"))
      expect(line).toMatch(/^(|# (HELP|TYPE) \w+ .+|\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? [-+\d.eEINa-n]+)$/);
    expect(text).toMatch(/route="none",status="404"|route="\/api\/\[\.\.\.path\]",status="404"/);
    expect(text).toContain('securesphere_jobs{kind="report.print",state="failed"} 1');
    expect(text).toMatch(/use_case_seconds_count\{action="assessment\.response\.save",outcome="ok"\} \d/);
    expect(valueOf("securesphere_database_up")).toBe(1);
    expect(valueOf("securesphere_pool_size")).toBe(16);
    expect(valueOf("securesphere_pool_in_use")).toBeGreaterThanOrEqual(0);
    expect(valueOf("securesphere_database_round_trip_seconds_count")).toBeGreaterThan(10);
    expect(valueOf("securesphere_database_cache_hit_ratio")).toBeGreaterThan(0);
    for (const name of ["database_lock_waits", "pool_waiting", "answers", "reviews_24h"])
      expect(text, name).toMatch(new RegExp(`^securesphere_${name} `, "m"));
    // The server's own statistics come a moment later.
    await expect
      .poll(async () => (await scrape(key)).valueOf("securesphere_database_index_scan_ratio"), { timeout: 15_000 })
      .toBeGreaterThan(0);
  });

  it("names nobody and nothing that anybody wrote", async () => {
    const { text } = await scrape(key);
    expect(text).not.toContain(CANARY);
    expect(text).not.toMatch(/@|127\.0\.0\.1/);
  });

  it("knows the operator's token, also while the database is away; any other is refused", async () => {
    expect((await scrape(TOKEN)).response.status).toBe(401);
    vi.stubEnv("METRICS_TOKEN", TOKEN);
    expect((await scrape(TOKEN)).valueOf("securesphere_database_up")).toBe(1);
    expect((await scrape(`${TOKEN}.`)).response.status).toBe(401);
    expect((await fetch(`${door.url}/api/metrics`)).status).toBe(401);
    await closePool();
    const there = process.env.DATABASE_APP_URL;
    process.env.DATABASE_APP_URL = "postgres://nobody@127.0.0.1:1/none";
    try {
      const { response, valueOf, text } = await scrape(TOKEN);
      expect([response.status, valueOf("securesphere_database_up")]).toEqual([200, 0]);
      expect(text).toMatch(/connection_failures_total\{reason="refused"\} [1-9]/);
    } finally {
      await closePool();
      process.env.DATABASE_APP_URL = there;
    }
    expect((await scrape(TOKEN)).valueOf("securesphere_database_up")).toBe(1);
  });
});

describe("the log", () => {
  const lines: string[] = [];
  beforeEach(() => {
    vi.stubEnv("SECURESPHERE_LOG", "json");
    const keep = (text: string | Uint8Array) => lines.push(String(text)) > 0;
    vi.spyOn(process.stdout, "write").mockImplementation(keep);
    vi.spyOn(process.stderr, "write").mockImplementation(keep);
  });
  afterEach(() => vi.restoreAllMocks());

  it("has a line for each request with its id and route, and nothing of who sent it or what", async () => {
    const client = await makeKey(world, world.client);
    const headers = { "user-agent": CANARY, "x-request-id": "the-id-1", cookie: `a=${CANARY}` };
    await call(door, "GET", `/api/v1/products/1?q=${CANARY}`, { key: client, headers });
    await call(door, "POST", "/api/save_response", { key: client, json: { product_id: CANARY, answer: CANARY } });
    await call(door, "POST", "/api/v1/products", {
      key: client,
      body: `{"name": "${CANARY}`,
      headers: { "content-type": "application/json" },
    });
    await call(door, "GET", `/api/v1/unsubscribe/${CANARY}`, {});
    await expect.poll(() => lines.length).toBeGreaterThanOrEqual(4);
    const said = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(said).toContainEqual({
      ...{ time: expect.any(String), level: "info", message: "request", request_id: "the-id-1", method: "GET" },
      ...{ route: "/api/v1/products/[product_id]", status: expect.any(Number), ms: expect.any(Number) },
    });
    expect(said.every((line) => typeof line.request_id === "string")).toBe(true);
    expect(lines.join("")).not.toMatch(new RegExp(`${CANARY}|@|127\\.0\\.0\\.1|${client}`));
  });
});
