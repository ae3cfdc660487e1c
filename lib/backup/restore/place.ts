import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { findPlace } from "@/db/embedded/place";
import { keepSecrets } from "@/db/embedded/secrets";
import { startEmbedded } from "@/db/embedded/start-embedded";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import type { BlobStore } from "@/lib/vault/blob-store";
import { openFileStore } from "@/lib/vault/file-store";
import { openStore } from "@/lib/vault/store";

/** An empty place to restore into. */
export interface EmptyPlace {
  description: string;
  /** As the owner of the database. */
  databaseUrl: string;
  store: BlobStore;
  close(): Promise<void>;
  /** Takes back what was put there; what stood there before stays. A database that is `committed` keeps its rows and files. */
  undo(committed: boolean): Promise<void>;
}

const SECRETS = "secrets.json";

/** Whether `into` names a database, not a data directory. */
export const isDatabase = (into: string) => /^postgres(ql)?:\/\//.test(into);

/**
 * A data directory for the embedded database: new, empty, or with nothing but its secrets.json.
 * @throws Fault conflict when it holds anything else
 */
export async function emptyDirectory(directory: string, say: (line: string) => void): Promise<EmptyPlace> {
  const there = existsSync(directory) ? readdirSync(directory) : [];
  const strange = there.find((name) => name !== SECRETS);
  if (strange)
    throw new Fault(
      "conflict",
      `${directory} is not empty (it has ${strange}). A backup is restored into an empty place only.`,
    );
  const existed = existsSync(directory);
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  const remove = () => {
    const place = findPlace(directory);
    if (place && !place.home.startsWith(directory)) rmSync(place.home, { recursive: true, force: true });
    for (const name of readdirSync(directory))
      if (!there.includes(name)) rmSync(path.join(directory, name), { recursive: true, force: true });
    if (!existed) rmSync(directory, { recursive: true, force: true });
  };
  try {
    const { authSecret, encryptionKeys } = config();
    const ring = encryptionKeys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(",");
    keepSecrets(directory, { AUTH_SECRET: authSecret, SECURESPHERE_ENCRYPTION_KEYS: ring });
    const embedded = await startEmbedded({ dataDir: directory, say });
    return {
      description: directory,
      databaseUrl: embedded.ownerUrl,
      store: openFileStore(path.join(directory, "evidence")),
      close: embedded.stop,
      undo: async () => {
        await embedded.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * A database of the operator's, and a store for its files.
 * @throws Fault conflict when the store holds files; whether the database is empty is seen when the restore begins
 */
export async function emptyDatabase(databaseUrl: string, storageUrl: string): Promise<EmptyPlace> {
  const store = openStore(storageUrl);
  for await (const page of store.list())
    if (page.length > 0)
      throw new Fault(
        "conflict",
        `The evidence store ${storageUrl} is not empty. Name an empty one with --evidence file:/a/directory.`,
      );
  return {
    description: new URL(databaseUrl).pathname.slice(1),
    databaseUrl,
    store,
    close: async () => undefined,
    undo: async (committed) => {
      if (committed) return;
      for await (const page of store.list()) for (const file of page) await store.remove(file);
      await store.sweepStaged(new Date(Date.now() + 1000));
    },
  };
}
