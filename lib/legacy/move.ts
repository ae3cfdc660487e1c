import type { Role } from "@/db/schema/identity/users";
import type { Tx } from "@/lib/kernel/database";
import type { Ledger } from "./ledger";
import type { LegacyFile } from "./legacy-file";
import type { Report } from "./report";

/** A move in progress: what all its parts share. */
export interface Move {
  tx: Tx;
  file: LegacyFile;
  report: Report;
  ledger: Ledger;
  /** Milliseconds since 1970; one moment for the whole move. */
  now: number;
}

/** Someone of the original system, as the account that is theirs here. */
export interface MovedPerson {
  id: number;
  role: Role;
  organizationId: number;
  /** Whether the account came with this move. */
  isNew: boolean;
}

/** People by their ids there. */
export type People = ReadonlyMap<number, MovedPerson>;

/** An id of the original system together with the moment that makes it one row's alone, should it be given again. */
export const keyOf = (id: number, createdAt: Date | undefined, otherwise = "") =>
  `${id}@${createdAt ? createdAt.toISOString() : otherwise}`;

/** A name that is not taken: itself, or with the row's number, or with further numbers. */
export function* namesLike(name: string, id: number | string, most: number, separator: string): Generator<string> {
  yield name;
  for (let at = 1; at <= 5; at++) {
    const suffix = at === 1 ? `${separator}${id}` : `${separator}${id}-${at}`;
    yield `${name.slice(0, most - suffix.length)}${suffix}`;
  }
}
