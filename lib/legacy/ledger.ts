import { createHash } from "node:crypto";
import {
  insertOrigin,
  insertRecords,
  listOrigins,
  listRecords,
  lockMoves,
  type RecordRow,
} from "@/db/queries/legacy/records";
import type { Tx } from "@/lib/kernel/database";
import type { Cell } from "./legacy-file";

/** Columns that change without anybody changing what the row says. */
const RESTLESS = new Set(["updated_at", "last_login", "first_login", "is_read"]);

/** The SHA-256 of what a row says. */
export function contentOf(cells: Record<string, Cell>): string {
  const said = Object.entries(cells).filter(([column]) => !RESTLESS.has(column));
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}

/** The system that moved in and has at least half of these keys, or of whose keys these have half. */
export async function findOrigin(tx: Tx, table: string, keys: string[]) {
  const origins = await listOrigins(tx, table, keys);
  return origins.find(({ matching, known }) => matching * 2 >= Math.min(known, keys.length));
}

/**
 * What moved in from one original system, and what it became. The system is known again by its accounts: an id with the
 * moment it was made is another's only by a wonder.
 */
export class Ledger {
  private readonly added: RecordRow[] = [];

  private constructor(
    readonly originId: number,
    /** The file it was first read from; undefined for a system that has never moved in. */
    readonly firstFile: string | undefined,
    private readonly records: Map<string, { content: string; recordId: number | null }>,
  ) {}

  /** Opens what is known of the system that has these accounts, or begins anew. */
  static async open(tx: Tx, file: string, userKeys: string[]): Promise<Ledger> {
    await lockMoves(tx);
    const known = await findOrigin(tx, "users", userKeys);
    if (!known) return new Ledger(await insertOrigin(tx, file), undefined, new Map());
    const records = new Map(
      (await listRecords(tx, known.id)).map(({ table_name, legacy_key, content, record_id }) => [
        placeOf(table_name, legacy_key),
        { content, recordId: record_id },
      ]),
    );
    return new Ledger(known.id, known.file, records);
  }

  find(table: string, key: string) {
    return this.records.get(placeOf(table, key));
  }

  /** Notes that a row has moved in. */
  add(table: string, key: string, content: string, recordId: number | null): void {
    this.records.set(placeOf(table, key), { content, recordId });
    this.added.push({ table_name: table, legacy_key: key, content, record_id: recordId });
  }

  async keep(tx: Tx): Promise<void> {
    await insertRecords(tx, this.originId, this.added);
  }
}

const placeOf = (table: string, key: string) => `${table}\0${key}`;
