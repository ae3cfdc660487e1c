import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { readSecrets } from "@/db/embedded/secrets";
import { type Config, type GeneratedSecrets, loadConfig } from "@/lib/kernel/config";

/**
 * The configuration for restoring on a machine where there may be nothing yet: the keys come from the environment, or from
 * a secrets.json in one of these directories. None is made up: a new key opens no backup. Completes process.env.
 * @throws ConfigError that names what is missing
 */
export function prepareRestore(directories: readonly string[]): Config {
  const found = directories.find((directory) => existsSync(path.join(directory, "secrets.json")));
  const known = found ? readSecrets(path.resolve(found)) : undefined;
  const secrets = { AUTH_SECRET: randomBytes(32).toString("base64url"), ...known };
  const config = loadConfig({ ...process.env, DATABASE_URL: "" }, () => secrets as GeneratedSecrets);
  const { encryptionKeys, authSecret, dataDir, storageUrl, backupUrl, authUrl } = config;
  Object.assign(process.env, {
    SECURESPHERE_DATA_DIR: dataDir,
    AUTH_SECRET: authSecret,
    AUTH_URL: authUrl,
    SECURESPHERE_ENCRYPTION_KEYS: encryptionKeys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(","),
    STORAGE_URL: storageUrl,
    BACKUP_URL: backupUrl,
  });
  return config;
}
