import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useWorld } from "@/e2e/support/world";
import { MOST_ENTRIES } from "@/db/queries/audit/trail";
import { trailPage, type TrailFilter } from "@/db/queries/audit/trail-filter";

const world = useWorld();
const rows = 100_000;
const newest = { timestamp: "infinity", id: Number.MAX_SAFE_INTEGER };
const deep = { timestamp: "2026-02-03T00:00:00Z", id: 0 };
let client: Client;

beforeAll(async () => {
  await world.sql("select app.ensure_audit_partitions('2026-01-01', 8)");
  await world.sql(
    `insert into audit_log (timestamp, user_id, actor, organization_id, action, table_name, record_id, new_values)
     select '2026-02-01Z'::timestamptz + i * interval '2 minutes', i % 900, 'u', i % 90,
            case when i % 500 = 0 then 'LOGIN' when i % 3 = 0 then 'INSERT' else 'UPDATE' end,
            case when i % 400 = 0 then 'users'
                 else (array['questionnaire_responses', 'response_revisions', 'maturity_scores'])[1 + i % 3] end,
            i % 20000, jsonb_build_object('n', i)
       from generate_series(1, $1) i`,
    [rows],
  );
  client = new Client(world.database.ownerUrl);
  await client.connect();
  await client.query("vacuum analyze audit_log");
  await client.end();
  client = new Client(world.database.appUrl);
  await client.connect();
  await client.query("begin");
  await client.query("select app.enter_system('cli', '{}')");
  // As prepareReading sets them.
  await client.query(
    "set local plan_cache_mode = force_generic_plan; set local enable_sort = off; set local jit = off",
  );
}, 120_000);
afterAll(() => client.end());

/** The plan that every call takes: the statement's generic one, with what it really read. */
async function explain(filter: TrailFilter) {
  const page = trailPage(filter, MOST_ENTRIES);
  const text = `select * from (${page.text}) e limit $1::bigint`;
  const values = [51, ...page.values];
  const types = [...text.matchAll(/\$(\d+)::(\w+)/g)].sort((a, b) => Number(a[1]) - Number(b[1]));
  const declared = [...new Map(types.map(([, n, type]) => [n, type])).values()].join(", ");
  await client.query(`prepare p (${declared}) as ${text}`);
  const literals = values.map((value) => (typeof value === "string" ? client.escapeLiteral(value) : String(value)));
  const plan = await client.query(`explain (analyze, buffers, format json) execute p (${literals.join(", ")})`);
  await client.query("deallocate p");
  const whole = JSON.stringify(plan.rows[0]["QUERY PLAN"]);
  return {
    indexes: new Set(
      [...whole.matchAll(/"Index Name":"audit_log_(?:default|\d+_\d+)_(\w+)"/g)].map((match) => match[1]),
    ),
    scans: new Set([...whole.matchAll(/"Node Type":"((?:Seq|Bitmap)[\w ]*)"/g)].map((match) => match[1])),
    pages: Number(/"Shared Hit Blocks":(\d+)/.exec(whole)![1]) + Number(/"Shared Read Blocks":(\d+)/.exec(whole)![1]),
  };
}

const paths: [string, Omit<TrailFilter, "before">, string][] = [
  ["everything", {}, "pkey"],
  ["a time", { from: "2026-02-01T12:00:00Z" }, "pkey"],
  ["a common table", { tableName: "maturity_scores" }, "pkey"],
  ["a common action", { action: "UPDATE" }, "pkey"],
  ["a user", { userId: 77 }, "user_id_timestamp_id_idx"],
  ["a user's changes of a table", { userId: 77, tableName: "maturity_scores" }, "user_id_timestamp_id_idx"],
  ["a user who did nothing", { userId: 5_000_000 }, "user_id_timestamp_id_idx"],
  ["an organization", { organizationId: 7 }, "organization_id_timestamp_id_idx"],
  ["a rare table", { tableName: "users" }, "table_name_timestamp_id_idx"],
  ["a rare table of a user", { tableName: "users", userId: 77 }, "table_name_timestamp_id_idx"],
  ["a rare action", { action: "LOGIN" }, "action_timestamp_id_idx"],
  ["a record", { tableName: "questionnaire_responses", recordId: 6001 }, "record_id_table_name_timestamp_id_idx"],
  ["a record of any table", { recordId: 6001 }, "record_id_table_name_timestamp_id_idx"],
];

it.each(paths)("finds %s by its index, on the first page and on a deep one", async (_name, filter, index) => {
  for (const before of [newest, deep]) {
    const plan = await explain({ ...filter, before });
    expect(plan.indexes).toEqual(new Set([index]));
    expect(plan.scans.size).toBe(0);
    expect(plan.pages).toBeLessThan(400);
  }
});
