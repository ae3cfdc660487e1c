import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import type { TestProject } from "vitest/node";

import { startEmbedded } from "@/db/embedded/start-embedded";
import { migrate } from "@/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** Addresses of the migrated template, as its owner and as the application's role. */
    template: { ownerUrl: string; appUrl: string };
  }
}

/**
 * One real PostgreSQL for all integration tests, with one migrated database that each test file clones.
 * TEST_DATABASE_URL, if set, names a server to use instead of the embedded one.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  try {
    const template = await migrateTemplate(server.url);
    project.provide("template", template.urls);
    return async () => {
      await template.drop();
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function migrateTemplate(serverUrl: string) {
  const name = `securesphere_template_${randomUUID().slice(0, 8)}`;
  const admin = new Client(serverUrl);
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    const ownerUrl = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
    const { appUrl } = await migrate(ownerUrl, { password: "integration-tests-only" });
    const drop = async () => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.query(`DROP ROLE IF EXISTS ${decodeURIComponent(new URL(appUrl).username)}`);
      await admin.end();
    };
    return { urls: { ownerUrl, appUrl }, drop };
  } catch (error) {
    await admin.end();
    throw error;
  }
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => undefined };
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "securesphere-test-"));
  // Nothing in these databases outlives the run, so nothing need reach the disk. An autovacuum worker in a database keeps
  // its owner from dropping it by force.
  const careless = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", autovacuum: "off" };
  const settings = { ...careless, max_connections: "200" };
  const embedded = await startEmbedded({ dataDir, settings });
  const stop = async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: embedded.ownerUrl, stop };
}
