import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/e2e/support/test-database";
import { listProducts } from "@/lib/assessment/list-products";
import { forgetQuestionnaires } from "@/lib/assessment/questionnaire";
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
