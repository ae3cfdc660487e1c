import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { findUnsafeSettings, migrate } from "@/db/migrate";
import { startDatabaseServer, type DatabaseServer } from "@/e2e/support/database-server";
import { checkReadiness } from "@/lib/health/check-readiness";
import { getSystem } from "@/lib/health/get-system";
import { anonymous } from "@/e2e/support/world";
import { closePool } from "@/lib/kernel/database";
import { systemCaller } from "@/lib/kernel/actor";

/*
 * A database that takes TLS alone, and only from who has a certificate of its authority: everything the server needs stands in
 * the addresses, as docs/OPERATING.md says. It loads pg_stat_statements too, as an operator's may.
 */
let directory: string;
let server: DatabaseServer;
const file = (name: string) => path.join(directory, name);
const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: directory, stdio: "pipe" });

/** An authority, and certificates of it. */
function makeAuthority(name: string) {
  const subject = ["-subj", `/CN=${name}`, "-days", "2", "-nodes"];
  openssl("req", "-x509", "-newkey", "rsa:2048", "-keyout", `${name}.key`, "-out", `${name}.crt`, ...subject);
}
function makeCertificate(name: string, authority: string, subjectAltName: string) {
  openssl(
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    `${name}.key`,
    "-out",
    `${name}.csr`,
    "-subj",
    `/CN=${name}`,
  );
  writeFileSync(file(`${name}.ext`), `subjectAltName=${subjectAltName}\n`);
  const by = ["-CA", `${authority}.crt`, "-CAkey", `${authority}.key`, "-CAcreateserial", "-days", "2"];
  openssl("x509", "-req", "-in", `${name}.csr`, ...by, "-extfile", `${name}.ext`, "-out", `${name}.crt`);
}

beforeAll(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), "securesphere-tls-"));
  for (const name of ["authority", "strangers"]) makeAuthority(name);
  makeCertificate("server", "authority", "IP:127.0.0.1");
  makeCertificate("client", "authority", "DNS:client");
  makeCertificate("stranger", "strangers", "DNS:stranger");
  const text = (name: string) => readFileSync(file(name), "utf8");
  server = await startDatabaseServer({
    settings: {
      ...{ ssl: "on", ssl_cert_file: "server.crt", ssl_key_file: "server.key", ssl_ca_file: "authority.crt" },
      shared_preload_libraries: "pg_stat_statements",
    },
    files: Object.fromEntries(["server.crt", "server.key", "authority.crt"].map((name) => [name, text(name)])),
    access: ["hostssl all all 127.0.0.1/32 scram-sha-256 clientcert=verify-ca"],
    statements: ["CREATE EXTENSION pg_stat_statements;"],
  });
}, 120_000);
afterEach(closePool);
afterAll(async () => {
  await server?.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** The database's address with these certificates. */
function address(client?: string, authority = "authority", mode = "verify-full") {
  const url = new URL(server.url);
  url.searchParams.set("sslmode", mode);
  url.searchParams.set("sslrootcert", file(`${authority}.crt`));
  if (client) {
    url.searchParams.set("sslcert", file(`${client}.crt`));
    url.searchParams.set("sslkey", file(`${client}.key`));
  }
  return url.href;
}
const login = async (url: string) => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 8_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query("select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")).rows[0] as unknown;
  } finally {
    await client.end();
  }
};

it("is reached with a certificate of its authority, by migrations and by the server's own role", async () => {
  expect(await login(address("client"))).toMatchObject({ ssl: true, version: expect.stringMatching(/^TLSv1\.[23]$/) });
  const { applied, appUrl } = await migrate(address("client"), { password: "integration-tests-only" });
  expect(applied).toBeGreaterThan(30);
  process.env.DATABASE_APP_URL = appUrl;
  expect((await findUnsafeSettings(appUrl)).unsafe).toEqual([]);
  const hasty = new URL(appUrl);
  hasty.searchParams.set("options", "-c synchronous_commit=off");
  expect((await findUnsafeSettings(hasty.href)).unsafe).toEqual(["synchronous_commit"]);
  expect(await checkReadiness(anonymous, {})).toEqual({ status: "ready" });
  const { statements } = (await getSystem(systemCaller("cli"), {})).slow;
  expect(statements!.length).toBeGreaterThan(0);
  expect(statements![0]).toMatchObject({
    query: expect.any(String),
    calls: expect.any(Number),
    mean_ms: expect.any(Number),
  });
}, 60_000);

it.each([
  ["without a certificate", () => address(), /certificate/],
  ["with a stranger's", () => address("stranger"), /certificate|unknown ca|closed|terminated|ECONNRESET/i],
  ["without TLS", () => server.url, /no pg_hba.conf entry/],
  ["where it is not the authority's server", () => address("client", "strangers"), /certificate|self.signed/],
])("is not reached %s", async (_, url, why) => {
  await expect(login(url())).rejects.toThrow(why);
});

it("is not believed under another name", async () => {
  const url = new URL(address("client"));
  url.hostname = "localhost";
  await expect(login(url.href)).rejects.toThrow(/Hostname|altnames|ECONNREFUSED/i);
});
