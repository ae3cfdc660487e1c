import os from "node:os";
import { describe, expect, it } from "vitest";

import { ConfigError, loadConfig } from "./config";

const key = Buffer.alloc(32, 7).toString("base64");
const generated = () => ({ AUTH_SECRET: "s".repeat(43), SECURESPHERE_ENCRYPTION_KEYS: `k1:${key}` });
const external = {
  DATABASE_URL: "postgres://owner:pw@db.example.com/securesphere",
  AUTH_SECRET: "t".repeat(32),
  AUTH_URL: "https://sphere.example.com/",
  SECURESPHERE_ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
};
const messageOf = (environment: Record<string, string | undefined>) => {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "accepted";
};

describe("loadConfig", () => {
  it("needs nothing but its generated secrets for the embedded set-up", () => {
    const config = loadConfig({ SECURESPHERE_DATA_DIR: "/tmp/data of mine" }, generated);
    expect(config).toMatchObject({ host: "127.0.0.1", port: 3000, demo: false, authUrl: "http://127.0.0.1:3000" });
    expect(config.storageUrl).toBe("file:/tmp/data%20of%20mine/evidence");
    expect(config.encryptionKeys[0]).toEqual({ id: "k1", key: Buffer.alloc(32, 7) });
  });

  it("reads an external set-up", () => {
    const config = loadConfig({ ...external, PORT: "8080", HOSTNAME: "0.0.0.0", TRUSTED_PROXIES: "10.0.0.0/8, ::1" });
    expect(config).toMatchObject({ host: "0.0.0.0", port: 8080, authUrl: "https://sphere.example.com" });
    expect(config.trustedProxies).toEqual(["10.0.0.0/8", "::1"]);
    expect(config.encryptionKeys.map(({ id }) => id)).toEqual(["k2", "k1"]);
  });

  it("keeps all of the audit trail in the database unless it is told how many months", () => {
    expect(loadConfig(external).auditMonths).toBeUndefined();
    expect(loadConfig({ ...external, SECURESPHERE_AUDIT_MONTHS: "all" }).auditMonths).toBeUndefined();
    expect(loadConfig({ ...external, SECURESPHERE_AUDIT_MONTHS: "24" }).auditMonths).toBe(24);
  });

  it.each(["AUTH_SECRET", "AUTH_URL", "SECURESPHERE_ENCRYPTION_KEYS"])(
    "requires %s beside an external database",
    (name) => {
      expect(messageOf({ ...external, [name]: undefined })).toMatch(new RegExp(`^${name} is missing: it should be `));
    },
  );

  it.each([
    ["PORT", "70000"],
    ["PORT", "http"],
    ["DATABASE_URL", "mysql://host/db"],
    ["DATABASE_APP_URL", "nonsense"],
    ["DATABASE_REPLICA_URLS", "postgres://one/db,two"],
    ["TRUSTED_PROXIES", "10.0.0.0/8,proxy"],
    ["SECURESPHERE_DEMO", "yes"],
    ["AUTH_SECRET", "short"],
    ["AUTH_URL", "sphere.of.ours"],
    ["SECURESPHERE_ENCRYPTION_KEYS", "k1:c2hvcnQ="],
    ["STORAGE_URL", "/var/evidence"],
    ["SMTP_URL", "http://mail"],
    ["SECURESPHERE_AUDIT_MONTHS", "2"],
    ["SECURESPHERE_AUDIT_MONTHS", "some"],
    ["SECURESPHERE_ROUND_DAYS", "29"],
    ["SECURESPHERE_CONTENT_DAYS", "29"],
  ])("refuses a malformed %s in one line that does not repeat it", (name, value) => {
    const message = messageOf({ ...external, [name]: value });
    expect(message).toMatch(new RegExp(`^${name} is malformed: it should be .+\\.$`));
    expect(message).not.toContain(value.length > 4 ? value : "\n");
    expect(message.split("\n")).toHaveLength(1);
  });

  it("does not listen on the machine's own name just because a shell exported it", () => {
    expect(loadConfig({ HOSTNAME: os.hostname() }, generated).host).toBe("127.0.0.1");
  });

  it("takes an empty variable for an unset one", () => {
    expect(loadConfig({ SMTP_URL: "", PORT: " " }, generated)).toMatchObject({ smtpUrl: undefined, port: 3000 });
  });
});
