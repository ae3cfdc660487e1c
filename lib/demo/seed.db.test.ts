import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/e2e/support/test-database";
import { checkScores } from "@/lib/assessment/check-scores";
import { compareAssessments } from "@/lib/assessment/compare-assessments";
import { getPlan } from "@/lib/assessment/get-plan";
import { listActions } from "@/lib/assessment/list-actions";
import { listAssignments } from "@/lib/assessment/list-assignments";
import { listProducts } from "@/lib/assessment/list-products";
import { listRounds } from "@/lib/assessment/list-rounds";
import { listSnapshots } from "@/lib/assessment/list-snapshots";
import { forgetQuestionnaires } from "@/lib/assessment/questionnaire";
import { verifySnapshot } from "@/lib/assessment/verify-snapshot";
import { listImports } from "@/lib/intelligence/list-imports";
import { systemCaller } from "@/lib/kernel/actor";
import { closePool } from "@/lib/kernel/database";
import { seedDemo } from "./seed";

let database: TestDatabase;
const store = mkdtempSync(path.join(os.tmpdir(), "securesphere-demo-"));

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.DATABASE_APP_URL = database.appUrl;
  process.env.DATABASE_URL = database.ownerUrl;
  process.env.AUTH_SECRET = "a secret of the tests that is long enough";
  process.env.AUTH_URL = "http://localhost:3000";
  process.env.SECURESPHERE_ENCRYPTION_KEYS = `test:${Buffer.alloc(32, 1).toString("base64")}`;
  process.env.STORAGE_URL = `file:${store}`;
  forgetQuestionnaires();
});
afterAll(async () => {
  await closePool();
  await database.drop();
  rmSync(store, { recursive: true, force: true });
});

it("fills an empty database with products at every stage, once", async () => {
  const first = await seedDemo("a demo password");
  expect(first).toMatchObject({ seeded: true, password: "a demo password" });
  expect(first.logins.map(({ email }) => email).sort()).toEqual([
    "analyst@demo.test",
    "client@demo.test",
    "client@other.test",
    "lead@demo.test",
    "lead@other.test",
    "superuser@demo.test",
  ]);
  const { products } = await listProducts(systemCaller("cli"), {});
  const statuses = new Map(products.map(({ name, status }) => [name, status]));
  expect(Object.fromEntries(statuses)).toEqual({
    "Patient Portal": "in_review",
    "Claims API": "reviewed",
    "Clinician Mobile": "in_progress",
    "Research Data Platform": "completed",
    "Appointment Scheduler": "filled",
    "Pharmacy Kiosk": "not_started",
    "Fleet Tracker": "in_review",
    "Customs Gateway": "in_progress",
    "Warehouse Robots": "completed",
  });
  expect(await seedDemo()).toEqual({ seeded: false, logins: first.logins });
});

it("plans: actions about weak answers, targets of their own, and who answers what", async () => {
  const cli = systemCaller("cli");
  const { products } = await listProducts(cli, {});
  const idOf = (wanted: string) => products.find(({ name }) => name === wanted)!.id;
  const { actions } = await listActions(cli, { product_id: idOf("Patient Portal"), state: "all" });
  expect(actions.map(({ status }) => status).sort()).toEqual(["done", "in_progress", "open", "open"]);
  expect(actions.every(({ questions }) => questions.length > 0)).toBe(true);
  expect((await getPlan(cli, { product_id: idOf("Claims API") })).targets).toHaveLength(2);
  const { people } = await listAssignments(cli, { product_id: idOf("Clinician Mobile") });
  expect(people).toHaveLength(2);
});

it("gives long histories a closed round, and snapshots that verify", async () => {
  const cli = systemCaller("cli");
  const { products } = await listProducts(cli, {});
  const portal = products.find(({ name }) => name === "Patient Portal")!;
  const { rounds } = await listRounds(cli, { product_id: portal.id });
  expect(rounds).toMatchObject([
    { number: 2, open: true },
    { number: 1, open: false, snapshot_id: expect.any(Number) },
  ]);
  const { snapshots } = await listSnapshots(cli, { product_id: portal.id, limit: 200 });
  expect(snapshots.length).toBeGreaterThan(5);
  for (const { id } of snapshots)
    expect(await verifySnapshot(cli, { snapshot_id: id })).toMatchObject({ state: "unaltered" });
  const compared = await compareAssessments(cli, {
    product_id: portal.id,
    from: String(rounds[1]!.snapshot_id),
    to: "now",
  });
  expect(compared.changed).toBeGreaterThan(20);
  expect(compared.from.validated_coverage).toBe(1);
  expect((await checkScores(cli, {})).disagreements).toEqual([]);
});

it("gives the analyst's workspace an import to look around in, with adverts, look-alikes and who they are by", async () => {
  const { imports } = await listImports(systemCaller("cli"), {});
  expect(imports).toMatchObject([{ status: "done", records: 400, taken: 400, quarantined: 0, is_kept: true }]);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(
    `select (select count(*) from content where risk_score is not null)::int as scored, (select count(*) from detections)::int as detections,
       (select count(*) from identifiers where occurrences > 1)::int as shared, (select count(*) from sources)::int as sources`,
  );
  await owner.end();
  expect(rows[0].sources).toBe(4);
  expect(rows[0].scored).toBeGreaterThan(20);
  expect(rows[0].scored).toBeLessThan(150);
  expect(rows[0].detections).toBeGreaterThan(20);
  expect(rows[0].shared).toBeGreaterThan(3);
});
