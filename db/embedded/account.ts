import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

import { EmbeddedError } from "./embedded-error";

/** The account that PostgreSQL runs under; undefined: our own. */
export type Account = { uid: number; gid: number } | undefined;

export const isRoot = () => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root, so root lends it an account: whoever owns the cluster already, else `nobody`,
 * which exists everywhere and needs no set-up.
 */
export function databaseAccount(clusterDir: string): Account {
  if (process.platform === "win32") return undefined;
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (isRoot()) return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody();
  if (owner && owner.uid !== process.getuid?.())
    throw new EmbeddedError(`${clusterDir} belongs to another account: start as that account, or as root.`);
  return undefined;
}

function nobody(): Account {
  const id = (flag: string) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout?.trim() || 65534);
  return { uid: id("-u"), gid: id("-g") };
}

/** True when the account can pass through the directory and all above it; tried, since modes alone do not tell. */
export function canReach(account: Account, directory: string): boolean {
  if (!account) return true;
  return spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", directory], { ...account, cwd: "/" }).status === 0;
}
