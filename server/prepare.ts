import { availableParallelism } from "node:os";

import { readSecrets } from "@/db/embedded/secrets";
import { connectEmbedded, type Embedded, startEmbedded } from "@/db/embedded/start-embedded";
import { findUnsafeSettings, migrate } from "@/db/migrate";
import { openTarget } from "@/lib/backup/target/open-target";
import { appPassword } from "@/lib/kernel/app-password";
import { type Config, ConfigError, loadConfig } from "@/lib/kernel/config";
import { refuseWrongRing } from "@/lib/vault/refuse-wrong-ring";
import { openStore } from "@/lib/vault/store";

export type Prepared = {
  config: Config;
  /** How many migrations were applied now. */
  applied: number;
  /** Ends the embedded database, if it was started here. */
  close: () => Promise<void>;
};

/** A server keeps its database running; a command joins the server's, or has it for a moment. */
export type PrepareOptions = { purpose: "server" | "command"; say: (line: string) => void };

/**
 * Everything before the first use case: configuration, database, migrations. Completes process.env, from which every
 * bundle in this process reads its configuration.
 * Throws ConfigError, EmbeddedError, or what the database says when it cannot be reached or migrated.
 */
export async function prepare({ purpose, say }: PrepareOptions): Promise<Prepared> {
  // An embedded set-up keeps secrets of its own; anything in the environment wins over them.
  const config = loadConfig(process.env, readSecrets);
  openStore(config.storageUrl); // one that this version does not serve stops here, not at the first upload
  openTarget(config.backupUrl);
  let embedded: Embedded | undefined;
  try {
    if (!config.databaseUrl) {
      const open = purpose === "server" ? startEmbedded : connectEmbedded;
      embedded = await open({ dataDir: config.dataDir, say });
    }
    const url = config.databaseUrl ?? embedded!.ownerUrl;
    await refuseWrongRing(config.databaseDirectUrl ?? url, config.encryptionKeys);
    const role = config.databaseAppUrl ? { url: config.databaseAppUrl } : { password: appPassword(config.authSecret) };
    const { applied, appUrl } = await migrate(config.databaseDirectUrl ?? url, role);
    if (purpose === "server")
      await refuseUnsafe(config.databaseAppUrl ?? withLoginOf(appUrl, config.databaseDirectUrl ?? url), say);
    // Beside its database, a connection more than twice the cores only takes their caches from the others.
    if (embedded) process.env.DATABASE_POOL_SIZE ||= String(Math.max(4, 2 * availableParallelism()));
    // Past a pooler too, where there is one, but as the server's role.
    process.env.DATABASE_LISTEN_URL = config.databaseDirectUrl
      ? withLoginOf(config.databaseAppUrl ?? appUrl, config.databaseDirectUrl)
      : (config.databaseAppUrl ?? withLoginOf(appUrl, url));
    const complete = { ...config, databaseUrl: url, databaseAppUrl: config.databaseAppUrl ?? withLoginOf(appUrl, url) };
    completeEnvironment(complete);
    return { config: complete, applied, close: async () => embedded?.stop() };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** What was acknowledged must be there after a crash; damage that nothing would notice is at least said. */
async function refuseUnsafe(appUrl: string, say: (line: string) => void): Promise<void> {
  const { unsafe, checksums } = await findUnsafeSettings(appUrl);
  if (unsafe.length > 0)
    throw new ConfigError(
      `The database could lose what it acknowledged: switch ${unsafe.join(", ")} on (DATABASE_URL).`,
    );
  if (!checksums) say("The database has no checksums: damage on its disk would not show (initdb --data-checksums).");
}

/** Migrations may go past a pooler; the server itself does not. */
function withLoginOf(login: string, address: string): string {
  const { username, password } = new URL(login);
  return Object.assign(new URL(address), { username, password }).href;
}

function completeEnvironment(config: Config): void {
  Object.assign(process.env, {
    DATABASE_URL: config.databaseUrl,
    DATABASE_APP_URL: config.databaseAppUrl,
    SECURESPHERE_DATA_DIR: config.dataDir,
    AUTH_SECRET: config.authSecret,
    NEXTAUTH_SECRET: config.authSecret,
    AUTH_URL: config.authUrl,
    NEXTAUTH_URL: config.authUrl,
    SECURESPHERE_ENCRYPTION_KEYS: config.encryptionKeys
      .map(({ id, key }) => `${id}:${key.toString("base64")}`)
      .join(","),
    STORAGE_URL: config.storageUrl,
    BACKUP_URL: config.backupUrl,
  });
}
