import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";

import { lockHolder } from "./lock";
import { findPlace } from "./place";
import { startEmbedded } from "./start-embedded";

const PREFIX = "scratch-";
// Nothing in it outlives the look that is taken at it.
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "2GB",
  max_connections: "12",
};

/** A database server of one's own for a moment, beside the data directory's other contents, and a folder for files. */
export async function withScratch<T>(
  dataDir: string,
  work: (scratch: { ownerUrl: string; folder: string }) => Promise<T>,
): Promise<T> {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  removeLeft(dataDir);
  const home = mkdtempSync(path.join(dataDir, PREFIX));
  try {
    const embedded = await startEmbedded({ dataDir: home, settings: SETTINGS });
    try {
      return await work({ ownerUrl: embedded.ownerUrl, folder: path.join(home, "files") });
    } finally {
      await embedded.stop();
    }
  } finally {
    remove(home);
  }
}

/** What a process that was killed left behind. */
function removeLeft(dataDir: string) {
  for (const name of readdirSync(dataDir)) {
    const home = path.join(dataDir, name);
    // One that is being made has no lock yet, but a minute is more than that takes.
    if (name.startsWith(PREFIX) && !lockHolder(home) && isOld(home)) remove(home);
  }
}

const isOld = (home: string) =>
  Date.now() - (statSync(home, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 60_000;

/** The cluster may stand elsewhere, where its account can reach it. */
function remove(home: string) {
  const place = findPlace(home);
  if (place && !place.home.startsWith(home)) rmSync(place.home, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
}
