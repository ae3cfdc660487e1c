import { createHash, randomBytes } from "node:crypto";
import { Client, types } from "pg";
import { afterAll, beforeAll } from "vitest";
import type { Role } from "@/db/schema/identity/users";
import type { Caller } from "@/lib/kernel/actor";
import { closePool } from "@/lib/kernel/database";
import { createTestDatabase, type TestDatabase } from "./test-database";

export interface Person {
  id: number;
  email: string;
  organizationId: number;
  /** Calls use cases as this person, by a session. */
  caller: Caller;
}

/** Two tenants that must never see each other, and those who serve them. */
export interface World {
  database: TestDatabase;
  /** Runs SQL as the owner, under an actor of the tests. */
  sql<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  addPerson(role: Role, organizationId: number): Promise<Person>;
  acme: number;
  other: number;
  client: Person;
  colleague: Person;
  lead: Person;
  superuser: Person;
  analyst: Person;
  stranger: Person;
  strangersLead: Person;
}

const int8AsNumber = {
  getTypeParser: ((oid: number) =>
    oid === types.builtins.INT8 ? Number : types.getTypeParser(oid)) as typeof types.getTypeParser,
};

export const anonymous: Caller = {
  credential: { kind: "none" },
  requestId: "test",
  address: "127.0.0.1",
  agent: "vitest",
};

/** What start-up would have completed in the environment. */
const settings = {
  AUTH_SECRET: "a secret for integration tests only",
  AUTH_URL: "http://securesphere.test",
  SECURESPHERE_ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
};

/** A migrated database of the test file's own with people in it; the use cases' pool points to it. */
export function useWorld(): World {
  const world = {} as World;
  let owner: Client;
  beforeAll(async () => {
    world.database = await createTestDatabase();
    process.env.DATABASE_APP_URL = world.database.appUrl;
    Object.assign(process.env, settings, { DATABASE_URL: world.database.ownerUrl });
    owner = new Client({ connectionString: world.database.ownerUrl, types: int8AsNumber });
    await owner.connect();
    Object.assign(world, await populate(world, owner));
  });
  afterAll(async () => {
    await closePool();
    await owner?.end();
    await world.database?.drop();
  });
  return world;
}

async function populate(world: World, owner: Client) {
  world.sql = async <Row>(text: string, values: unknown[] = []) => {
    await owner.query("begin");
    try {
      await owner.query("select app.enter_system('system:test', '{}')");
      const result = await owner.query(text, values);
      await owner.query("commit");
      return result.rows as Row[];
    } catch (error) {
      await owner.query("rollback");
      throw error;
    }
  };
  world.addPerson = (role, organizationId) => addPerson(world, role, organizationId);
  const organization = async (name: string) =>
    (await world.sql<{ id: number }>("insert into organizations (name) values ($1) returning id", [name]))[0]!.id;
  const acme = await organization("Acme");
  const other = await organization("Other");
  const house = await organization("House");
  const person = (role: Role, organizationId: number) => addPerson(world, role, organizationId);
  const people = {
    client: await person("client", acme),
    colleague: await person("client", acme),
    lead: await person("lead", house),
    superuser: await person("superuser", house),
    analyst: await person("analyst", house),
    stranger: await person("client", other),
    strangersLead: await person("lead", house),
  };
  await world.sql("insert into assignments (organization_id, lead_id) values ($1, $2), ($3, $4)", [
    acme,
    people.lead.id,
    other,
    people.strangersLead.id,
  ]);
  return { acme, other, ...people };
}

async function addPerson(world: World, role: Role, organizationId: number): Promise<Person> {
  const name = `${role}-${randomBytes(4).toString("hex")}`;
  const email = `${name}@example.test`;
  const [user] = await world.sql<{ id: number }>(
    "insert into users (organization_id, username, email, role, first_name, last_name) values ($1, $2, $3, $4, $5, 'Test') returning id",
    [organizationId, name, email, role, role],
  );
  const hash = createHash("sha256").update(randomBytes(32)).digest();
  await world.sql("insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')", [
    user!.id,
    hash,
  ]);
  const caller: Caller = { ...anonymous, credential: { kind: "session", hash } };
  return { id: user!.id, email, organizationId, caller };
}
