import { getTableName, is } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { existsSync } from "node:fs";
import { once } from "node:events";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import * as schema from "@/db/schema";
import { fillCase } from "@/e2e/support/agency";
import { useStore } from "@/e2e/support/vault";
import { useWorld, type Person } from "@/e2e/support/world";
import { listProducts } from "@/lib/assessment/list-products";
import { createProduct } from "@/lib/assessment/create-product";
import { closePool } from "@/lib/kernel/database";
import { INVESTIGATORS, intelligenceCast, makeInvestigation, type Investigation } from "./use-cases/investigation";
import { makeWork } from "./use-cases/place";

/*
 * What the database itself keeps apart and writes down, whatever the application forgets: each person in SQL of their own
 * choice, one connection for everybody, and rows that come in by other doors than the application's.
 */
const world = useWorld();
useStore();
let server: Client;

beforeAll(async () => {
  server = new Client({ connectionString: world.database.appUrl });
  await server.connect();
  await makeWork(world);
});
afterAll(() => server.end());

/** As what the server's role would be asked for by this person, were nothing asked before. */
async function as<Result>(person: Person, work: () => Promise<Result>): Promise<Result> {
  const { credential } = person.caller;
  if (credential.kind !== "session") throw new Error("no session");
  await server.query("begin");
  try {
    const entered = await server.query("select * from app.enter('session', $1, 3600, '{}')", [credential.hash]);
    expect(entered.rows).toMatchObject([{ user_id: person.id }]);
    return await work();
  } finally {
    await server.query("rollback");
  }
}

/** How many rows of an organization's each table shows. */
async function shown(organization = world.acme): Promise<Record<string, number>> {
  const { rows } = await server.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and has_column_privilege(c.oid, a.attnum, 'select') order by 1`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const found = await server.query<{ n: number }>(
      `select count(organization_id)::int as n from ${name} where organization_id = $1`,
      [organization],
    );
    counts[name] = found.rows[0]!.n;
  }
  return counts;
}

describe("policies alone", () => {
  it("show nobody of elsewhere a row of Acme's in any table, and Acme's client its own", async () => {
    const own = await as(world.client, () => shown());
    expect(Object.values(own).filter((rows) => rows > 0).length).toBeGreaterThan(15);
    for (const person of [world.stranger, world.strangersLead, world.analyst]) {
      const theirs = await as(person, () => shown());
      expect(Object.entries(theirs).filter(([, rows]) => rows > 0)).toEqual([]);
    }
  });

  it("let nobody of elsewhere change or move one", async () => {
    await as(world.stranger, async () => {
      const changed = await server.query("update products set name = 'Taken' where organization_id = $1", [world.acme]);
      expect(changed.rowCount).toBe(0);
      await expect(
        server
          .query("update products set organization_id = $1", [world.acme])
          .then(({ rowCount }) => rowCount && "moved"),
      ).resolves.not.toBe("moved");
    });
  });
});

describe("policies alone, of an agency's workspace", () => {
  /** Rows of it that a case holds. */
  const HELD = [
    "content_case_links",
    "identifier_case_links",
    "osint_identifier_links",
    "osint_results",
    "subject_case_links",
  ];
  let tables: string[];
  let investigation: Investigation;
  let people: (name: (typeof INVESTIGATORS)[number]) => Person;
  const rows = async (name: (typeof INVESTIGATORS)[number]) => {
    const all = await as(people(name), () => shown(investigation.agency));
    return Object.fromEntries(tables.map((table) => [table, all[table]]).filter(([, count]) => count));
  };

  beforeAll(async () => {
    investigation = await makeInvestigation(world);
    const cast = await intelligenceCast(world);
    people = (name) => cast.person(name);
    tables = Object.values(schema)
      .filter((table) => is(table, PgTable))
      .map((table) => getTableName(table))
      .filter((name) => existsSync(`db/schema/intelligence/${name.replaceAll("_", "-")}.ts`) && name !== "purposes");
    expect(tables.length).toBeGreaterThan(15);
    await fillCase(world, investigation);
  });

  it("show its analysts what is the agency's, and what a case holds to those on it alone", async () => {
    const member = await rows("member");
    const colleague = await rows("colleague");
    // Searches of an agency's that are of no case are seen by both.
    const ofCase = (table: string) => Number(member[table] ?? 0) - Number(colleague[table] ?? 0);
    for (const table of HELD) expect([table, ofCase(table)]).toEqual([table, 1]);
    for (const table of ["content", "detections", "identifiers", "keywords", "sources", "watchlists"])
      expect([table, (member[table] ?? 0) > 0, colleague[table]]).toEqual([table, true, member[table]]);
    // The one of the message, one to judge, and two that a judgement is about.
    expect([member.subjects, colleague.subjects]).toEqual([4, 4]);
    expect([member.subject_judgements, colleague.subject_judgements]).toEqual([1, 1]);
    expect([member.cases, colleague.cases]).toEqual([1, undefined]);
  });

  it("show a superuser the register of cases, and nothing that a case holds", async () => {
    const superuser = await rows("superuser");
    expect([superuser.cases, superuser.user_case_links, superuser.content]).toEqual([1, 1, 1]);
    const colleague = await rows("colleague");
    for (const table of HELD) expect([table, superuser[table]]).toEqual([table, colleague[table]]);
  });

  it("show nobody who assesses, and no other agency's analyst, a row", async () => {
    for (const name of ["client", "lead", "stranger"] as const) expect([name, await rows(name)]).toEqual([name, {}]);
  });

  it("let nobody write into a case that it is not on, whatever the row says", async () => {
    const admitted: string[] = [];
    const tried: string[] = [];
    const ofCase = await world.sql<{ name: string }>(
      `select attrelid::regclass::text as name from pg_attribute where attname = 'case_id' and not attisdropped
          and attrelid in (select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace) order by 1`,
    );
    for (const table of [...ofCase.map(({ name }) => name), "osint_identifier_links"]) {
      const where =
        table === "osint_identifier_links"
          ? "osint_result_id in (select id from osint_results where case_id = $1)"
          : "case_id = $1";
      const [row] = await world.sql<{ said: object }>(
        `select to_jsonb(t) - 'id' as said from ${table} t where ${where} limit 1`,
        [investigation.case],
      );
      if (!row) continue;
      tried.push(table);
      const columns = Object.keys(row.said);
      const list = columns.map((column) => `"${column}"`).join(", ");
      const insert = `insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, $1)`;
      for (const name of ["colleague", "superuser", "stranger", "client", "lead"] as const)
        await as(people(name), () => server.query(insert, [row.said])).then(
          () => admitted.push(`${name} ${table}`),
          // 42501: a policy or a missing right refuses; 23xxx would mean that only chance did.
          (error: { code?: string }) => error.code !== "42501" && admitted.push(`${name} ${table}: ${error.code}`),
        );
    }
    expect(tried).toEqual(expect.arrayContaining(HELD));
    expect(admitted).toEqual([]);
  });

  it("let nobody but who manages a case say who works on it, and everybody leave", async () => {
    const colleague = people("colleague");
    const link = [investigation.agency, investigation.case, colleague.id];
    const its = "where organization_id = $1 and case_id = $2 and user_id";
    await world.sql(
      `insert into user_case_links (organization_id, case_id, user_id, role, added_by) values ($1, $2, $3, 'viewer', $3)`,
      link,
    );
    const changed = async (name: (typeof INVESTIGATORS)[number], text: string) =>
      (await as(people(name), () => server.query(text, link))).rowCount;
    const raise = `update user_case_links set can_manage = true ${its} = $3`;
    for (const [name, rows] of [
      ["member", 1],
      ["colleague", 0],
      ["superuser", 0],
      ["stranger", 0],
    ] as const)
      expect([name, await changed(name, raise)]).toEqual([name, rows]);
    expect(await changed("colleague", `delete from user_case_links ${its} <> $3`)).toBe(0);
    expect(await changed("colleague", `delete from user_case_links ${its} = $3`)).toBe(1);
    const other = `insert into user_case_links (organization_id, case_id, user_id, added_by)
      select organization_id, case_id, (select min(id) from users where organization_id <> $1 and id <> $3), $3
      from user_case_links ${its} = $3`;
    await expect(changed("colleague", other)).rejects.toThrow(/policy/);
    await world.sql(`delete from user_case_links ${its} = $3`, link);
  });

  it("let nobody put itself on a case", async () => {
    const join = `insert into user_case_links (organization_id, case_id, user_id, added_by) values ($1, $2, $3, $3)`;
    for (const name of ["colleague", "stranger", "client"] as const) {
      const person = people(name);
      const attempt = as(person, () => server.query(join, [investigation.agency, investigation.case, person.id]));
      await expect(attempt, name).rejects.toThrow();
    }
  });
});

describe("one connection for everybody", () => {
  beforeAll(async () => {
    await closePool();
    process.env.DATABASE_POOL_SIZE = "1";
  });
  afterAll(async () => {
    delete process.env.DATABASE_POOL_SIZE;
    await closePool();
  });

  it("shows each their own in three hundred turns, also after some that failed", async () => {
    const mine = await createProduct(world.client.caller, { name: "Acme's alone" });
    const theirs = await createProduct(world.stranger.caller, { name: "Other's alone" });
    const names = async (person: Person) => {
      const { products } = JSON.parse(JSON.stringify(await listProducts(person.caller, { limit: 100 }))) as {
        products: { id: number; organization_id: number }[];
      };
      return products;
    };
    const turns = Array.from({ length: 300 }, async (_, turn) => {
      const [person, own, other] = turn % 2 ? [world.client, mine, world.other] : [world.stranger, theirs, world.acme];
      if (turn % 5 === 0) await createProduct(person.caller, { name: own.name }).catch(() => undefined); // taken
      const products = await names(person);
      expect(products.map(({ id }) => id)).toContain(own.id);
      expect(products.filter(({ organization_id }) => organization_id === other)).toEqual([]);
    });
    await Promise.all(turns);
  });
});

describe("rows that come in by other doors", () => {
  let owner: Client;
  beforeAll(async () => {
    owner = new Client({ connectionString: world.database.ownerUrl });
    await owner.connect();
  });
  afterAll(() => owner.end());
  afterEach(() => owner.query("rollback"));

  const entries = async () =>
    (await owner.query<{ n: number }>("select count(*)::int as n from audit_log where table_name = 'organizations'"))
      .rows[0]!.n;
  const copy = () => {
    const stream = owner.query(copyFrom("copy organizations (name) from stdin"));
    stream.end("Copied\n");
    return once(stream, "finish");
  };

  it("are refused without an actor, of the owner too, and as COPY altogether", async () => {
    for (const attempt of [
      "insert into organizations (name) values ('Nobody''s')",
      "update organizations set name = name || '!'",
      "delete from notifications",
      "with gone as (delete from response_evidence returning 1) select from gone",
    ]) {
      await owner.query("begin");
      await expect(owner.query(attempt), attempt).rejects.toThrow(/no actor/);
      await owner.query("rollback");
    }
    await owner.query("begin");
    await expect(copy()).rejects.toThrow(/COPY FROM not supported with row-level security/);
  });

  it("each leave one entry, also in bulk, and none where they are rolled back", async () => {
    const before = await entries();
    await owner.query("begin");
    await owner.query("select app.enter_system('cli', '{}')");
    await owner.query("insert into organizations (name) select 'Copied ' || n from generate_series(1, 3) n");
    await owner.query("update organizations set name = name || ' more' where name like 'Copied%'");
    await owner.query("delete from organizations where name = 'Copied 3 more'");
    expect(await entries()).toBe(before + 7);
    await owner.query("rollback");
    expect(await entries()).toBe(before);
  });
});
