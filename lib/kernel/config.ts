import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";

/** Everything the environment decides, checked once; the variables themselves are described in docs/OPERATING.md. */
export type Config = {
  host: string;
  port: number;
  /** Unset: the embedded database in `dataDir`. */
  databaseUrl?: string;
  databaseAppUrl?: string;
  /** Past a pooler: for migrations, locks and LISTEN. */
  databaseDirectUrl?: string;
  databaseReplicaUrls: string[];
  /** Addresses or CIDR ranges whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** Absolute. */
  dataDir: string;
  demo: boolean;
  demoPassword?: string;
  authSecret: string;
  /** Public origin, without a trailing slash. */
  authUrl: string;
  /** The first is current, the others only decrypt. Each key has 32 bytes. */
  encryptionKeys: { id: string; key: Buffer }[];
  storageUrl: string;
  /** Where the checkpoints of the audit trail are kept besides the database. Absolute. */
  witnessDir: string;
  /** Where archived months of the audit trail are kept. Absolute. */
  archiveDir: string;
  /** How many whole months the audit trail keeps in the database besides the current one. Unset: all. */
  auditMonths?: number;
  /** Days after its close at which a round is archived. Unset: none is. */
  roundDays?: number;
  /** Days after which messages that nobody needs at hand are archived. Unset: none are. */
  contentDays?: number;
  /** Where backups go. */
  backupUrl: string;
  /** Unset: mail stays in the outbox. */
  smtpUrl?: string;
  /** Hosts of single sign-on that may stand in a private network, on loopback without TLS. */
  ssoPrivateHosts: string[];
  /** Hosts of OSINT connectors that may stand in a private network, on loopback without TLS. */
  osintPrivateHosts: string[];
  /** The Chromium that prints reports. Unset: where it usually is. */
  browser?: string;
};

export type Environment = Record<string, string | undefined>;

/** What an embedded set-up generates for itself when the environment does not say it. */
export type GeneratedSecrets = { AUTH_SECRET: string; SECURESPHERE_ENCRYPTION_KEYS: string };

/** A variable is missing or malformed; the message is one line that names it and what it should be, never its value. */
export class ConfigError extends Error {}

const postgresUrl = urlOf(
  ["postgres:", "postgresql:"],
  "a PostgreSQL address like postgres://user:password@host:5432/database",
);

const FEW_MONTHS = "all, or how many months besides the current one, at least 3";
const SOME_DAYS = "a whole number from 30 to 36500, or all";

const schema = z.object({
  PORT: whole(0, 65_535, "a port number from 0 to 65535").default(3000),
  HOSTNAME: z.string().default("127.0.0.1"),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_APP_URL: postgresUrl.optional(),
  DATABASE_DIRECT_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URLS: list(postgresUrl),
  TRUSTED_PROXIES: list(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: "addresses or CIDR ranges, separated by commas" }),
  ),
  SECURESPHERE_DATA_DIR: z.string().default(".data"),
  SECURESPHERE_DEMO: z.enum(["0", "1"], { error: "1 or 0" }).default("0"),
  SECURESPHERE_DEMO_PASSWORD: z.string().min(8, "at least 8 characters").optional(),
  AUTH_SECRET: z
    .string({ error: "a random text of at least 32 characters, the same on every replica" })
    .min(32, "a random text of at least 32 characters"),
  AUTH_URL: urlOf(["http:", "https:"], "the public address, like https://securesphere.example.com"),
  SECURESPHERE_ENCRYPTION_KEYS: keyRing("id:base64,id:base64, each key 32 random bytes, the current one first"),
  STORAGE_URL: urlOf(["file:", "s3:"], "file:/a/directory or s3://bucket?endpoint=…"),
  SECURESPHERE_WITNESS_DIR: z.string().optional(),
  SECURESPHERE_ARCHIVE_DIR: z.string().optional(),
  SECURESPHERE_AUDIT_MONTHS: z
    .union([z.literal("all").transform(() => undefined), whole(3, 1_200, FEW_MONTHS)], { error: FEW_MONTHS })
    .optional(),
  SECURESPHERE_ROUND_DAYS: z
    .union([z.literal("all").transform(() => undefined), whole(30, 36_500, SOME_DAYS)], { error: SOME_DAYS })
    .optional(),
  SECURESPHERE_CONTENT_DAYS: z
    .union([z.literal("all").transform(() => undefined), whole(30, 36_500, SOME_DAYS)], { error: SOME_DAYS })
    .optional(),
  BACKUP_URL: urlOf(["file:", "s3:"], "file:/a/directory or s3://bucket/folder?endpoint=…"),
  SMTP_URL: urlOf(["smtp:", "smtps:"], "an address like smtp://user:password@host:587").optional(),
  SSO_PRIVATE_HOSTS: hostNames(),
  OSINT_PRIVATE_HOSTS: hostNames(),
  CLAMD_URL: urlOf(["tcp:", "unix:"], "tcp://host:3310 or unix:/run/clamav/clamd.ctl").optional(),
  METRICS_TOKEN: z.string().min(32, "a random text of at least 32 characters").optional(),
  SECURESPHERE_LOG: z.enum(["json", "text"], { error: "json or text" }).optional(),
  SECURESPHERE_BROWSER: z
    .string()
    .refine((file) => existsSync(file), { error: "the path of a Chromium, Chrome or Edge program" })
    .optional(),
});

/**
 * Reads the configuration from an environment, in which an empty variable counts as unset. `generatedIn` gives what an
 * embedded set-up keeps in its data directory, and is not asked for an external database: that brings its own secrets,
 * so that replicas agree. Throws ConfigError for the first variable that is missing or malformed.
 */
export function loadConfig(environment: Environment, generatedIn?: (dataDir: string) => GeneratedSecrets): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  // Shells and containers export the machine's own name as HOSTNAME; nobody chose it to listen on.
  if (given.HOSTNAME === os.hostname()) delete given.HOSTNAME;
  const dataDir = path.resolve(/* turbopackIgnore: true */ given.SECURESPHERE_DATA_DIR ?? ".data");
  const embedded = !given.DATABASE_URL;
  const defaults = {
    ...(embedded ? { ...generatedIn?.(dataDir), AUTH_URL: localAddress(given) } : {}),
    STORAGE_URL: `file:${encodeURI(dataDir)}/evidence`,
    BACKUP_URL: `file:${encodeURI(dataDir)}/backups`,
  };
  const parsed = schema.safeParse({ ...defaults, ...given });
  if (!parsed.success) throw new ConfigError(explain(parsed.error.issues[0]!, given));
  const env = parsed.data;
  return {
    host: env.HOSTNAME,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    databaseAppUrl: env.DATABASE_APP_URL,
    databaseDirectUrl: env.DATABASE_DIRECT_URL,
    databaseReplicaUrls: env.DATABASE_REPLICA_URLS,
    trustedProxies: env.TRUSTED_PROXIES,
    dataDir,
    demo: env.SECURESPHERE_DEMO === "1",
    demoPassword: env.SECURESPHERE_DEMO_PASSWORD,
    authSecret: env.AUTH_SECRET,
    authUrl: new URL(env.AUTH_URL).origin,
    encryptionKeys: env.SECURESPHERE_ENCRYPTION_KEYS,
    storageUrl: env.STORAGE_URL,
    witnessDir: path.resolve(/* turbopackIgnore: true */ env.SECURESPHERE_WITNESS_DIR ?? path.join(dataDir, "witness")),
    archiveDir: path.resolve(/* turbopackIgnore: true */ env.SECURESPHERE_ARCHIVE_DIR ?? path.join(dataDir, "archive")),
    auditMonths: env.SECURESPHERE_AUDIT_MONTHS,
    roundDays: env.SECURESPHERE_ROUND_DAYS,
    contentDays: env.SECURESPHERE_CONTENT_DAYS,
    backupUrl: env.BACKUP_URL,
    smtpUrl: env.SMTP_URL,
    ssoPrivateHosts: env.SSO_PRIVATE_HOSTS,
    osintPrivateHosts: env.OSINT_PRIVATE_HOSTS,
    browser: env.SECURESPHERE_BROWSER,
  };
}

const cache = globalThis as { [key: symbol]: Config | undefined };
const key = Symbol.for("securesphere.config");

/**
 * The configuration of this process, read at first use. Whoever starts the process completes process.env first
 * (see server/prepare.ts), so the front and Next's bundle agree.
 */
export function config(): Config {
  return (cache[key] ??= loadConfig(process.env));
}

/** Reads it anew at the next use: in a process that starts over with another environment, as a drill does. */
export function forgetConfig(): void {
  cache[key] = undefined;
}

function explain(issue: z.core.$ZodIssue, given: Environment): string {
  const name = String(issue.path[0]);
  return given[name]
    ? `${name} is malformed: it should be ${issue.message}.`
    : `${name} is missing: it should be ${issue.message}.`;
}

function localAddress(given: Environment): string {
  const host = given.HOSTNAME ?? "127.0.0.1";
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${given.PORT ?? 3000}`;
}

function urlOf(protocols: string[], meaning: string) {
  return z
    .string({ error: meaning })
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { error: meaning });
}

function whole(least: number, most: number, meaning: string) {
  return z
    .string()
    .regex(/^\d{1,9}$/, meaning)
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: meaning });
}

/** Names of hosts, in small letters. */
function hostNames() {
  const names = list(z.string().regex(/^[a-z0-9.:-]+$/i, "host names, separated by commas"));
  return names.transform((hosts) => hosts.map((host) => host.toLowerCase()));
}

function list<T extends z.ZodType<unknown, string>>(item: T) {
  return z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((part) => part.trim() || []))
    .pipe(z.array(item));
}

function keyRing(meaning: string) {
  return z.string({ error: meaning }).transform((text, context) =>
    text.split(",").map((part) => {
      const [, id, encoded] = /^\s*([A-Za-z0-9_-]+):([A-Za-z0-9+/]+={0,2})\s*$/.exec(part) ?? [];
      const bytes = Buffer.from(encoded ?? "", "base64");
      if (!id || bytes.length !== 32) context.addIssue({ code: "custom", message: meaning });
      return { id: id ?? "", key: bytes };
    }),
  );
}
