import type { Readable } from "node:stream";

/** An archive as the target has it. */
export interface StoredBackup {
  name: string;
  size: number;
  storedAt: Date;
}

/** Where backups are kept: a directory, or an S3 bucket. It sees ciphertext only. */
export interface BackupTarget {
  /** In words for people; names no credential. */
  description: string;
  /** Keeps a stream under the name, durably, whole or not at all. Returns its bytes. */
  put(name: string, content: Readable, signal: AbortSignal): Promise<number>;
  /** Undefined where there is none of this name. */
  open(name: string): Promise<{ size: number; content: Readable } | undefined>;
  /** All of them, in no order. */
  list(): Promise<StoredBackup[]>;
  /** Also when it is gone already. */
  remove(name: string): Promise<void>;
}

const SUFFIX = ".tar.age";
const NAME = /^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}$/;

/** The moment it was begun, and chance: two never share one. Sorted, the oldest comes first. */
export const newBackupName = (at: Date, chance: string) =>
  `${at.toISOString().replace(/[-:]|\.\d+/g, "")}-${chance.slice(0, 8)}`;

export const isBackupName = (name: string) => NAME.test(name);

/** The only names that ever become a path or a key. */
export function fileOf(name: string): string {
  if (!isBackupName(name)) throw new Error("not the name of a backup");
  return name + SUFFIX;
}

/** The name of a backup in a file of this name; undefined for any other file. */
export function nameOf(file: string): string | undefined {
  const name = file.endsWith(SUFFIX) ? file.slice(0, -SUFFIX.length) : "";
  return isBackupName(name) ? name : undefined;
}
