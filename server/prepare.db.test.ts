import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { useStore } from "@/e2e/support/vault";
import { useWorld } from "@/e2e/support/world";
import { ConfigError } from "@/lib/kernel/config";
import { prepare } from "./prepare";

/* The integration tests' database is careless on purpose: nothing in it outlives the run. No server may be given such a one. */
const world = useWorld();
useStore();
let owner: Client;

beforeAll(async () => {
  owner = new Client({ connectionString: world.database.ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());
const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

const say = vi.fn();
const given = () => {
  Object.assign(process.env, {
    DATABASE_URL: world.database.ownerUrl,
    DATABASE_APP_URL: world.database.appUrl,
    AUTH_SECRET: "integration tests only, and long enough",
    AUTH_URL: "http://securesphere.test",
    SECURESPHERE_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  });
};
const settings = async () =>
  (
    await owner.query<{ name: string }>(
      "select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by 1",
    )
  ).rows.map(({ name }) => name);

it("a server does not start on a database that could lose what it acknowledged, and says what to switch on", async () => {
  const off = await settings();
  if (off.length === 0) return; // a server of one's own (TEST_DATABASE_URL) may be a careful one
  given();
  const refused = prepare({ purpose: "server", say });
  await expect(refused).rejects.toBeInstanceOf(ConfigError);
  await expect(refused).rejects.toThrow(`could lose what it acknowledged: switch ${off.join(", ")} on`);
});
