import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { type Account, canReach, databaseAccount, isRoot } from "./account";
import { EmbeddedError } from "./embedded-error";

/** Where the embedded database lives and as whom. `home` holds the cluster, its log and, if needed, a copy of PostgreSQL. */
export type Place = { home: string; cluster: string; log: string; account: Account };

const SHELTER = "/var/lib/securesphere";

/**
 * Chooses the database's home: inside the data directory, or, when root runs it from a place that the database's
 * account cannot reach, beneath /var/lib/securesphere, said and remembered in the data directory.
 */
export function choosePlace(dataDir: string, say: (line: string) => void): Place {
  const inside = path.join(dataDir, "postgres");
  const pointer = path.join(dataDir, "postgres.place");
  if (existsSync(pointer)) return prepare(readFileSync(pointer, "utf8").trim());
  if (!isRoot() || existsSync(path.join(inside, "cluster"))) return prepare(inside);

  const account = databaseAccount(path.join(inside, "cluster"));
  if (canReach(account, dataDir)) return prepare(inside);
  // A new name every time: what an earlier clone in the same place left there is not ours to open.
  const elsewhere = path.join(SHELTER, randomUUID());
  say(`The database is kept in ${elsewhere}, because PostgreSQL's account cannot reach ${dataDir}.`);
  mkdirSync(SHELTER, { recursive: true, mode: 0o711 });
  chmodSync(SHELTER, 0o711);
  writeFileSync(pointer, `${elsewhere}\n`, { mode: 0o600, flush: true });
  return prepare(elsewhere);
}

/** Where an existing embedded database is, without making or changing anything; undefined when there is none. */
export function findPlace(dataDir: string): Place | undefined {
  const pointer = path.join(dataDir, "postgres.place");
  const place = placeAt(
    existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : path.join(dataDir, "postgres"),
    undefined,
  );
  return existsSync(place.cluster) ? place : undefined;
}

function prepare(home: string): Place {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  const account = databaseAccount(path.join(home, "cluster"));
  if (account) {
    // Ours, and only passed through: who owns the cluster could otherwise lead our log file astray with a link.
    chmodSync(home, 0o711);
    if (!canReach(account, home))
      throw new EmbeddedError(
        `PostgreSQL's account (${account.uid}) cannot reach ${home}: open the way to it (chmod o+x).`,
      );
  }
  return placeAt(home, account);
}

function placeAt(home: string, account: Account): Place {
  return { home, cluster: path.join(home, "cluster"), log: path.join(home, "postgres.log"), account };
}
