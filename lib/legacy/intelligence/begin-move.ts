import { createHash } from "node:crypto";
import { findMovedInto, findMoveOf, findResponsible } from "@/db/queries/legacy/intelligence";
import { insertOrigin, insertRecords, lockMoves } from "@/db/queries/legacy/records";
import { beginImport, insertImport, queueImport } from "@/db/queries/intelligence/imports";
import { agencyNamed } from "@/lib/intelligence/agency-of";
import type { Tx } from "@/lib/kernel/database";
import { Fault, invalidField } from "@/lib/kernel/fault";
import { findOrigin } from "../ledger";
import type { Place } from "./batch";
import type { SystemFile } from "./open-file";
import { keyOf } from "./system-row";

/** How imports call what moved in this way. */
const FORMAT = "moved in";
/** By these rows a system is known again, each with its name and when it was made. */
const KNOWN_BY: [table: string, keyColumn: string, name: string][] = [
  ["system_users", "system_user_id", "username"],
  ["sources", "source_id", "source_handle"],
  ["cases", "case_id", "case_number"],
];
const MOST_KNOWN_BY = 5_000;

interface GivenFacts {
  agency: string;
  supplied_by: string;
  authority: string;
  responsible?: string | undefined;
  keeps_administrators: boolean;
}

/** What a system is known by, as hashes: a key together with name and moment of its row is another's only by a wonder. */
export async function fingerprintOf(file: SystemFile): Promise<string[]> {
  const keys: string[] = [];
  for (const [table, keyColumn, name] of KNOWN_BY) {
    const columns = file.tables.get(table)?.columns ?? [];
    const own = columns.some((column) => column.toLowerCase() === "id") ? "id" : keyColumn;
    let count = 0;
    for await (const { cells } of file.rows(table)) {
      const key = keyOf(cells[own]);
      const said = [table, key, cells[name] ?? null, cells.created_at ?? null];
      if (key !== undefined) keys.push(createHash("sha256").update(JSON.stringify(said)).digest("base64url"));
      if (++count === MOST_KNOWN_BY) break;
    }
  }
  return [...new Set(keys)];
}

export interface Begun extends Place {
  /** Whether the same file moved in before; else its rows that are here came from an earlier file. */
  isAgain: boolean;
  isDone: boolean;
  /** The file that the system was first read from. */
  firstFile: string | undefined;
}

/**
 * Finds out whose system it is, and notes that its file is being brought in, by whom and by what right.
 * @throws Fault conflict for one that moved into another agency, invalid for who is nobody's analyst
 */
export async function beginMove(
  tx: Tx,
  file: Pick<SystemFile, "name" | "sha256" | "size" | "references">,
  fingerprint: string[],
  facts: GivenFacts,
): Promise<Begun> {
  await lockMoves(tx);
  const organizationId = await agencyNamed(tx, facts.agency);
  const responsibleId = facts.responsible ? await findResponsible(tx, organizationId, facts.responsible) : null;
  if (responsibleId === undefined) throw invalidField("responsible", "is no active analyst or superuser of the agency");
  const known = await findOrigin(tx, "fingerprint", fingerprint);
  const into = known && (await findMovedInto(tx, known.id));
  if (into && into.id !== organizationId)
    throw new Fault("conflict", `This system moved into ${into.name ?? "another agency"} before; name that agency.`);
  const originId = known?.id ?? (await insertOrigin(tx, file.name));
  const record = (table: string, key: string, id: number | null) => ({
    ...{ table_name: table, legacy_key: key, content: "", record_id: id },
  });
  const about = [
    record("organizations", String(organizationId), organizationId),
    ...fingerprint.map((key) => record("fingerprint", key, null)),
  ];
  await insertRecords(tx, originId, about, "on conflict do nothing");
  const before = await findMoveOf(tx, organizationId, file.sha256, FORMAT);
  const importId = before?.id ?? (await newImport(tx, organizationId, file, facts));
  if (!before?.is_done) {
    if (before) await queueImport(tx, importId, { format: FORMAT, timeZone: "UTC", mapping: {}, jobId: null });
    await beginImport(tx, importId);
  }
  return {
    ...{ organizationId, originId, importId, responsibleId, filename: file.name },
    ...{ keepsAdministrators: facts.keeps_administrators, references: file.references },
    ...{ isAgain: before !== undefined, isDone: before?.is_done ?? false, firstFile: known?.file },
  };
}

const newImport = (
  tx: Tx,
  organizationId: number,
  { name, sha256, size }: Pick<SystemFile, "name" | "sha256" | "size">,
  { supplied_by: suppliedBy, authority }: GivenFacts,
) =>
  insertImport(tx, {
    ...{ organizationId, evidenceId: null, filename: name, sha256, size, format: FORMAT },
    ...{ suppliedBy, authority, timeZone: "UTC", mapping: {} },
  });
