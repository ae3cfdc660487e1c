import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { namingTables } from "@/db/queries/vault/stored-files";
import { useWorld } from "@/e2e/support/world";

/*
 * What the database's own catalogue must say, so that a table added tomorrow cannot be forgotten: policies forced, changes
 * audited, foreign keys indexed, tenants unable to point into one another, and a server role that owns nothing.
 */
const world = useWorld();
let server: Client;

beforeAll(async () => {
  server = new Client({ connectionString: world.database.appUrl });
  await server.connect();
});
afterAll(() => server.end());

/** Unaudited tables carry their reason as a comment; this is all of them. */
const UNAUDITED = [
  "archived_content",
  "archived_identifiers",
  "audit_checkpoints",
  "audit_log",
  "idempotency_keys",
  "identifier_occurrences",
  "import_rejects",
  "job_progress",
  "last_seen",
  "spent_challenges",
  "system_samples",
  "thread_reads",
  "throttles",
];
/** What machines fill in bulk: what people decide is audited, and what goes; what follows from what was supplied is not. */
const AUDITED_IN_PART = [
  "content",
  "detections",
  "identifiers",
  "imports",
  "legacy_records",
  "saved_searches",
  "subjects",
];
const tables =
  "select c.oid, c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition";
const names = (rows: { relname: string }[]) => rows.map(({ relname }) => relname).sort();

const checks = {
  "without forced row-level security or a policy": `select c.relname from (${tables}) c join pg_class k using (oid)
    where not (k.relrowsecurity and k.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
  "granted to the server without a policy for it": `select c.relname from (${tables}) c
    where has_any_column_privilege('securesphere_app', c.oid, 'select, insert, update')
      and not exists (select from pg_policy p where p.polrelid = c.oid and 'securesphere_app'::regrole = any (p.polroles))`,
  "that changes without a trace": `select c.relname from (${tables}) c where obj_description(c.oid) is null and not exists (
    select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'audit' and t.tgenabled = 'A' and t.tgfoid = 'app.audit()'::regprocedure)`,
  "that can be truncated": `select c.relname from (${tables}) c where not exists (
    select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'refuse_truncate' and t.tgenabled = 'A')`,
  "with a foreign key that no index leads with": `select distinct k.conrelid::regclass::text as relname from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.confrelid <> 'organizations'::regclass and not exists (
      select from pg_index i where i.indrelid = k.conrelid
        and (select array_agg(x order by x) from unnest((i.indkey::int2[])[0:array_length(k.conkey, 1) - 1]) x)
          = (select array_agg(x order by x) from unnest(k.conkey) x))`,
};

describe("no table", () => {
  it.each(Object.entries(checks))("stands %s", async (_, check) => {
    expect(names(await world.sql(check))).toEqual([]);
  });

  it.each(Object.entries(checks).filter(([name]) => !name.includes("granted")))(
    "could stand %s unnoticed",
    async (_, check) => {
      await world.sql("create table forgotten (id integer primary key, user_id integer references users (id))");
      try {
        expect(names(await world.sql(check))).toEqual(["forgotten"]);
      } finally {
        await world.sql("drop table forgotten");
      }
    },
  );

  it("is left out of the trail but these, each with its reason", async () => {
    const silent = await world.sql<{ relname: string; reason: string }>(
      `select c.relname, obj_description(c.oid) as reason from (${tables}) c where obj_description(c.oid) is not null`,
    );
    const whole = silent.filter(({ reason }) => /^not audited: ./.test(reason));
    const inPart = silent.filter(({ reason }) => /^audited in part: ./.test(reason));
    expect(names(whole)).toEqual(UNAUDITED);
    expect(names(inPart)).toEqual(AUDITED_IN_PART);
    expect(whole.length + inPart.length).toBe(silent.length);
  });

  it("can be truncated by its owner", async () => {
    await expect(world.sql("truncate table lead_comments cascade")).rejects.toThrow(/audit trail/);
  });
});

describe("tenants", () => {
  it("cannot point into one another: keys between tenant tables carry the organization", async () => {
    const plain = await world.sql(
      `with tenant as (select a.attrelid as oid, a.attnum from pg_attribute a join (${tables}) c on c.oid = a.attrelid where a.attname = 'organization_id' and not a.attisdropped)
       select k.conname from pg_constraint k join tenant t on t.oid = k.conrelid join tenant f on f.oid = k.confrelid
       where k.contype = 'f' and not (t.attnum = any (k.conkey)) and f.oid <> 'users'::regclass`,
    );
    // A data key is chosen by the vault, never named by input, and is bound to its tenant by encryption.
    expect(plain.map(({ conname }) => conname)).toEqual(["evidence_data_key_id_data_keys_id_fk"]);
  });
});

describe("what is sealed under a data key", () => {
  const undeclared = `select c.relname from (${tables}) c where c.relname <> all ('{${namingTables.join(",")}}')
    and exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'data_keys'::regclass)
    and not exists (select from app.sealed_tables() s where s.target = c.oid)`;

  it("is declared where it stands, so that keys are renewed for it", async () => {
    expect(names(await world.sql(undeclared))).toEqual([]);
    const sealed = await world.sql<{ source: string; columns: string[] }>(
      "select source, columns from app.sealed_tables()",
    );
    expect(sealed.map(({ source, columns }) => `${source}: ${columns.join(", ")}`)).toEqual([
      "authenticators: secret",
      "content: analysis",
      "osint_connectors: credential",
      "osint_results: results, analysis",
      "sso_providers: client_secret",
    ]);
  });

  it("could not be forgotten", async () => {
    await world.sql(
      "create table forgotten (id integer primary key, data_key_id integer references data_keys (id), secret bytea)",
    );
    try {
      expect(names(await world.sql(undeclared))).toEqual(["forgotten"]);
    } finally {
      await world.sql("drop table forgotten");
    }
  });
});

describe("the server's role", () => {
  it("owns nothing, bypasses nothing, and belongs to no one who does", async () => {
    const roles = await server.query(
      `select r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb from pg_roles r where pg_has_role(current_user, r.oid, 'member')`,
    );
    for (const role of roles.rows) {
      expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
    }
    const owned = await server.query(
      "select relname from pg_class where pg_has_role(current_user, relowner, 'member') and relnamespace = 'public'::regnamespace",
    );
    expect(owned.rows).toEqual([]);
  });

  it("sees no row without an actor, and writes none", async () => {
    const listed = await server.query(`${tables} and has_table_privilege(c.oid, 'select')`);
    const shared = [
      "questionnaires",
      "questionnaire_versions",
      "sections",
      "dimensions",
      "questions",
      "options",
      "last_seen",
    ];
    for (const { relname } of listed.rows.filter((row) => !shared.includes(row.relname))) {
      const { rows } = await server.query(`select count(*)::int as n from ${relname}`);
      expect({ relname, n: rows[0].n }).toEqual({ relname, n: 0 });
    }
    await expect(server.query("insert into organizations (name) values ('No one''s')")).rejects.toThrow();
  });

  it("can change nothing in the audit trail, nor switch a trigger off", async () => {
    for (const attempt of [
      "update audit_log set actor = 'nobody'",
      "delete from audit_log",
      "insert into audit_log (actor, action) values ('x', 'LOGIN')",
      "truncate audit_log",
      "alter table users disable trigger audit",
      "set session_replication_role = replica",
      "select * from audit_log_default",
      "select password_hash from credentials",
      "select token_hash from sessions",
    ]) {
      await expect(server.query(attempt), attempt).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("leaves no setting behind in a connection that others use next", async () => {
    await server.query("begin");
    await server.query("select app.enter_system('cli', '{}')");
    const { rows: within } = await server.query("select app.sees_all() as all");
    await server.query("commit");
    const { rows: after } = await server.query(
      "select app.sees_all() as all, app.actor_id() as actor, app.reach() as reach",
    );
    expect([within[0].all, after[0]]).toEqual([true, { all: false, actor: null, reach: [] }]);
  });

  it("may call only the pinned functions, and each has its search path pinned", async () => {
    const loose = await world.sql(
      `select p.proname from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef
        and not exists (select from unnest(p.proconfig) c where c like 'search_path=pg_catalog,%pg_temp')`,
    );
    expect(loose).toEqual([]);
    const views = await world.sql(
      "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace",
    );
    expect(views).toEqual([]);
  });
});
