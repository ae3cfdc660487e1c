import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { startDatabaseServer } from "./database-server";
import { DEMO_PASSWORD, startApplication } from "./start-application";

/** What SECURESPHERE_E2E_DATABASE_URL says for a database server that is started for the tests. */
const OF_ITS_OWN = "start";

/**
 * The built application for the browser tests, with the demo in a data directory of its own; or the one that
 * SECURESPHERE_E2E_URL names. It keeps its database itself, unless SECURESPHERE_E2E_DATABASE_URL names one (empty, as its
 * owner) or says "start": then it is given a server of its own by DATABASE_URL, as operators do.
 */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.SECURESPHERE_E2E_URL) return undefined;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "securesphere-e2e-"));
  const asked = process.env.SECURESPHERE_E2E_DATABASE_URL;
  const server = asked === OF_ITS_OWN ? await startDatabaseServer() : undefined;
  if (server) console.log(`Database server: ${server.version}`);
  const database = server?.url ?? asked;
  const environment = {
    SECURESPHERE_DATA_DIR: dataDir,
    SECURESPHERE_DEMO: "1",
    SECURESPHERE_DEMO_PASSWORD: DEMO_PASSWORD,
    SSO_PRIVATE_HOSTS: "127.0.0.1", // the tests' provider is on loopback
    ...(database ? externalSetUp(database) : {}),
  };
  const application = await startApplication(environment);
  process.env.SECURESPHERE_E2E_URL = application.url;
  // For tests that run the command line, or another server, beside it.
  process.env.SECURESPHERE_E2E_ENVIRONMENT = JSON.stringify({ ...environment, AUTH_URL: application.url });
  return async () => {
    await application.stop();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** What an operator with a database of their own would set. */
function externalSetUp(database: string): Record<string, string> {
  return {
    DATABASE_URL: database,
    AUTH_SECRET: "only-for-the-browser-tests-of-securesphere",
    SECURESPHERE_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
  };
}
