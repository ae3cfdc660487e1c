import { createHash, randomBytes, randomUUID } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, expect, inject, it } from "vitest";
import { migrate } from "@/db/migrate";
import { anonymous } from "@/e2e/support/world";
import { getProductResponses } from "@/lib/assessment/get-product-responses";
import { getSystemStats } from "@/lib/health/get-system-stats";
import { closePool } from "@/lib/kernel/database";

/*
 * A database that an earlier version left, with people's work in it, comes up to the present schema: nothing is lost or
 * altered, the work can be read, and a second start changes nothing.
 */
const MIGRATIONS = "db/migrations";
const PASSWORD = { password: "integration-tests-only" };
const undo: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  await closePool();
  for (const step of undo.splice(0).reverse()) await step();
});

/** Migrates as the version did whose last migration was this one. */
async function migrateTo(last: number, ownerUrl: string) {
  const root = mkdtempSync(path.join(os.tmpdir(), "securesphere-earlier-"));
  try {
    mkdirSync(path.join(root, MIGRATIONS, "meta"), { recursive: true });
    const journal = JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, "utf8")) as {
      entries: { idx: number; tag: string }[];
    };
    journal.entries = journal.entries.filter(({ idx }) => idx <= last);
    writeFileSync(path.join(root, MIGRATIONS, "meta/_journal.json"), JSON.stringify(journal));
    for (const { tag } of journal.entries)
      cpSync(`${MIGRATIONS}/${tag}.sql`, path.join(root, MIGRATIONS, `${tag}.sql`));
    process.env.SECURESPHERE_ROOT = root;
    return await migrate(ownerUrl, PASSWORD);
  } finally {
    delete process.env.SECURESPHERE_ROOT;
    rmSync(root, { recursive: true, force: true });
  }
}

async function emptyDatabase() {
  const template = inject("template").ownerUrl;
  const name = `securesphere_upgrade_${randomUUID().slice(0, 8)}`;
  const admin = new Client(Object.assign(new URL(template), { pathname: "/postgres" }).href);
  await admin.connect();
  await admin.query(`create database ${name}`);
  undo.push(async () => {
    await admin.query(`drop database if exists ${name} with (force)`).catch(() => admin.query(`drop database ${name}`));
    await admin.query(`drop role if exists ${name}_server`);
    await admin.end();
  });
  return Object.assign(new URL(template), { pathname: `/${name}` }).href;
}

const KEY = createHash("sha256").update(randomBytes(32)).digest();

/** People's work in the words of the earliest schema; every later one takes them too. */
const work = [
  `insert into organizations (id, name) values (1, 'Acme'), (2, 'House')`,
  `insert into users (id, organization_id, username, email, role) values (1, 1, 'kim', 'kim@acme.test', 'client'),
    (2, 2, 'lea', 'lea@house.test', 'lead'), (3, 2, 'root', 'root@house.test', 'superuser')`,
  `insert into assignments (organization_id, lead_id) values (1, 2)`,
  `insert into questionnaires (id, slug, title) values (1, 'q', 'Q')`,
  `insert into questionnaire_versions (id, questionnaire_id, version) values (1, 1, '1')`,
  `insert into sections (id, version_id, position, title) values (1, 1, 1, 'S')`,
  `insert into dimensions (id, section_id, position, title) values (1, 1, 1, 'D')`,
  `insert into questions (id, version_id, dimension_id, position, code, text) select i, 1, 1, i, 'Q' || i, 'Question ' || i from generate_series(1, 40) i`,
  `insert into options (question_id, position, text, score) select q.id, p, 'Stage ' || p, p from questions q, generate_series(1, 5) p`,
  `update questionnaire_versions set status = 'published', published_at = now()`,
  `insert into products (id, organization_id, name, owner_id, questionnaire_version_id) values (1, 1, 'Shop', 1, 1)`,
  `insert into answer_sets (organization_id, product_id, user_id) values (1, 1, 1)`,
  `insert into questionnaire_responses (id, organization_id, product_id, user_id, question, question_id, option_id, answer, maturity_score, score_source, answered_by)
    select q.id, 1, 1, 1, q.text, q.id, o.id, o.text, o.score, 'option', 1 from questions q join options o on o.question_id = q.id and o.position = 1 + q.id % 5`,
  `insert into response_revisions (organization_id, response_id, version, option_id, answer, maturity_score, score_source, not_applicable, not_applicable_reason, comment, status, answered_by)
    select 1, id, 1, option_id, answer, maturity_score, 'option', false, '', 'said long ago', 'draft', 1 from questionnaire_responses`,
  `insert into lead_comments (organization_id, product_id, response_id, author_id, comment, status) values (1, 1, 1, 2, 'Show it', 'needs_revision')`,
  `insert into notifications (organization_id, user_id, kind, subject, link) values (1, 1, 'response_needs_revision', 'Old news', '/')`,
];

it.each([
  ["the first release's", 7],
  ["the one before jobs", 8],
  ["the one before notices", 18],
])("brings a database of %s schema up, unharmed", { timeout: 120_000 }, async (_, last) => {
  const ownerUrl = await emptyDatabase();
  expect((await migrateTo(last, ownerUrl)).applied).toBe(last + 1);
  const owner = new Client(ownerUrl);
  await owner.connect();
  undo.push(() => owner.end());
  const run = async (statements: string[], values?: unknown[]) => {
    await owner.query("begin");
    await owner.query("select app.enter_system('system:test', '{}')");
    for (const statement of statements) await owner.query(statement, values);
    await owner.query("commit");
  };
  await run(work);
  const before = await contentsOf(owner);
  expect(before.questionnaire_responses).toHaveLength(40);

  const { applied, appUrl } = await migrate(ownerUrl, PASSWORD);
  expect(applied).toBeGreaterThan(0);
  const after = await contentsOf(owner);
  for (const [table, rows] of Object.entries(before)) {
    const kept = after[table]!.slice(0, rows.length);
    for (const [index, row] of rows.entries()) expect(kept[index], table).toMatchObject(row);
  }

  process.env.DATABASE_APP_URL = appUrl;
  for (const id of [1, 3])
    await run(
      ["insert into sessions (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')"],
      [id, Buffer.concat([KEY.subarray(1), Buffer.from([id])])],
    );
  const as = (id: number) => ({
    ...anonymous,
    credential: { kind: "session" as const, hash: Buffer.concat([KEY.subarray(1), Buffer.from([id])]) },
  });
  const read = await getProductResponses(as(1), { product_id: 1, limit: 100 });
  expect(JSON.stringify(read)).toContain("Question 40");
  expect(await getSystemStats(as(3), {})).toMatchObject({
    ...{ users_count: 3, products_count: 1, questionnaire_responses_count: 40, lead_comments_count: 1 },
  });
  await closePool();
  expect((await migrate(ownerUrl, PASSWORD)).applied).toBe(0);
});

/** All rows of the tables of the work, in an order of their own. */
async function contentsOf(client: Client): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = work.flatMap((statement) => /^insert into (\w+)/.exec(statement)?.[1] ?? []);
  const contents: Record<string, Record<string, unknown>[]> = {};
  for (const table of new Set([...tables, "audit_log"])) {
    const order = table === "assignments" ? "organization_id" : "id";
    contents[table] = (await client.query(`select * from ${table} order by ${order}`)).rows as Record<
      string,
      unknown
    >[];
    // A column that was never filled, and went when seals came.
    for (const row of contents[table]) if (row.hash === null) delete row.hash;
  }
  return contents;
}
