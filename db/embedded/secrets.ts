import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { EmbeddedError } from "./embedded-error";

/** What an embedded set-up keeps for itself, under the names that the environment would give it. */
export type Secrets = {
  AUTH_SECRET: string;
  SECURESPHERE_ENCRYPTION_KEYS: string;
  /** Passwords of the two roles of the embedded cluster that may log in from the start. */
  databaseOwnerPassword: string;
  databaseAdminPassword: string;
};

/** Signs that a data directory has a database already. */
const DATABASE = ["postgres/cluster", "postgres.place"];

/** Makes the data directory: others may pass through it (the database's account must) but not look into it. */
export function prepareDataDir(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  chmodSync(dataDir, 0o711);
}

/**
 * The generated secrets of a data directory; made once, then always the same. Losing the file loses what was encrypted.
 * Throws an EmbeddedError when the file cannot be read or is damaged.
 */
export function readSecrets(dataDir: string): Secrets {
  prepareDataDir(dataDir);
  const file = path.join(dataDir, "secrets.json");
  if (!existsSync(file) && DATABASE.some((name) => existsSync(path.join(dataDir, name))))
    throw new EmbeddedError(`${file} is missing: the database beside it cannot be opened without it. Put it back.`);
  if (!existsSync(file)) writeOnce(file, JSON.stringify(generate(), null, 2) + "\n");
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Secrets;
  } catch (error) {
    throw new EmbeddedError(`${file} cannot be read (${(error as Error).message}).`);
  }
}

/** Begins a data directory with secrets that are known already; those of the database are new. Never over others. */
export function keepSecrets(
  dataDir: string,
  known: Pick<Secrets, "AUTH_SECRET" | "SECURESPHERE_ENCRYPTION_KEYS">,
): void {
  prepareDataDir(dataDir);
  const file = path.join(dataDir, "secrets.json");
  if (!existsSync(file)) writeOnce(file, JSON.stringify({ ...generate(), ...known }, null, 2) + "\n");
}

function generate(): Secrets {
  return {
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    SECURESPHERE_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    databaseOwnerPassword: randomBytes(24).toString("base64url"),
    databaseAdminPassword: randomBytes(24).toString("base64url"),
  };
}

/** Whole or not at all, and never over another process's file. */
function writeOnce(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
