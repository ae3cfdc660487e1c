import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { birthMark, isAlive } from "./process-identity";

/** A server keeps the data directory for as long as it runs; a command only for a moment, so others wait for it. */
export type Purpose = "server" | "command";

export type LockHolder = { pid: number; born: string; purpose: Purpose; token: string };

const fileOf = (dataDir: string) => path.join(dataDir, "lock");

/**
 * Takes the data directory, or names who has it. A lock whose process is gone, or whose id was given to another
 * process since, is recovered.
 */
export function takeLock(dataDir: string, purpose: Purpose): { release: () => void } | { holder: LockHolder } {
  const file = fileOf(dataDir);
  const mine: LockHolder = { pid: process.pid, born: birthMark(process.pid), purpose, token: randomUUID() };
  const draft = `${file}.${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    // A link appears with its content or not at all, so nobody ever reads half a lock.
    while (!tryLink(draft, file)) {
      const holder = readHolder(file);
      if (holder && isHeld(holder)) return { holder };
      removeStale(file, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const release = () => {
    process.off("exit", release);
    if (readHolder(file)?.token === mine.token) rmSync(file, { force: true });
  };
  process.on("exit", release);
  return { release };
}

/** Who holds the data directory now; undefined when nobody alive does. */
export function lockHolder(dataDir: string): LockHolder | undefined {
  const holder = readHolder(fileOf(dataDir));
  return holder && isHeld(holder) ? holder : undefined;
}

function isHeld(holder: LockHolder): boolean {
  return isAlive(holder.pid) && (holder.born === "" || holder.born === birthMark(holder.pid));
}

/** Moves the lock aside before removing it: of two that found it stale, one must not remove the other's new one. */
function removeStale(file: string, judged: LockHolder | undefined): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readHolder(aside)?.token !== judged?.token) tryLink(aside, file);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as LockHolder;
  } catch {
    return undefined;
  }
}
