import { countNamedFiles } from "@/db/backup/restored";
import type { Restoration } from "@/db/backup/restoration";
import { type RowsAre, RowsDigest } from "@/db/backup/rows-digest";
import type { Tail } from "@/lib/backup/archive/document";
import { checkAuditTrail } from "./check-audit-trail";
import type { fileChecker } from "./check-files";
import { type Found, problemOf } from "./found";

interface Checking {
  restoration: Restoration;
  tail: Tail;
  /** What the archive brought, by table. */
  loaded: ReadonlyMap<string, RowsAre>;
  files: Pick<ReturnType<typeof fileChecker>, "files" | "bytes" | "damaged" | "damagedCount">;
  progress: (share: number, step: string) => void;
  signal: AbortSignal;
}

/** Reads the restored database back, and says where it is not what was backed up. */
export async function checkRows({ restoration, tail, loaded, files, progress, signal }: Checking): Promise<Found> {
  const problems: string[] = [];
  const none = new RowsDigest().end();
  let rows = 0;
  for (const [index, table] of restoration.tables.entries()) {
    signal.throwIfAborted();
    progress(0.6 + (0.25 * index) / restoration.tables.length, `Comparing ${table.name.replaceAll("_", " ")}`);
    const expected = tail.tables[table.name];
    const brought = loaded.get(table.name) ?? none;
    const found = await restoration.digest(table);
    rows += found.rows;
    if (found.rows !== expected?.rows)
      problems.push(`${table.name} has ${found.rows} rows, not ${expected?.rows ?? 0}`);
    else if (brought.sha256 !== expected.sha256 || found.sum !== brought.sum)
      problems.push(`${table.name} has other rows than were backed up`);
  }
  progress(0.85, "Checking the audit trail");
  problems.push(...(await checkAuditTrail(restoration)));
  const named = await countNamedFiles(restoration);
  const { missing, examples } = tail.evidence;
  if (files.files + missing !== named || files.files !== tail.evidence.files)
    problems.push(`${named} files are named by rows, ${files.files} came back`);
  return {
    tables: restoration.tables.length,
    rows,
    auditRows: tail.tables.audit_log?.rows ?? 0,
    files: files.files,
    bytes: files.bytes,
    problems,
    fileProblems: [
      ...(missing > 0 ? [problemOf(missing, "files were missing when the backup was made", examples)] : []),
      ...(files.damagedCount > 0 ? [problemOf(files.damagedCount, "files are damaged", files.damaged)] : []),
    ],
  };
}
