import type { Statement, Tx } from "@/db/client";

/** A month of the trail in a file. `removed`: its entries are not in the database any more. */
export interface ArchiveRow {
  /** Its first day. */
  month: string;
  file: string;
  bytes: number;
  sha256: string;
  entries: number;
  first_id: number;
  last_id: number;
  checkpoint: number;
  created_at: Date;
  removed: boolean;
  replaced_file: string | null;
}

const listStatement: Statement = {
  name: "audit_archives",
  text: `select to_char(month, 'YYYY-MM-DD') as month, file, bytes, sha256, entries, first_id, last_id, checkpoint, created_at,
      removed_at is not null as removed, replaced_file
    from audit_archives order by month`,
};

/** All archived months, the oldest first; one a month is few. */
export const findArchives = (tx: Tx) => tx.send<ArchiveRow>(listStatement, []);

/** A month as the database has it. */
export interface MonthRow {
  month: string;
  entries: number;
  first_id: number | null;
  last_id: number | null;
  bytes: number;
  /** Entries that no checkpoint has taken. */
  unsealed: number;
  /** A legal hold keeps it. */
  held: boolean;
}

const monthsStatement: Statement = {
  name: "audit_months",
  text: "select to_char(m, 'YYYY-MM-DD') as month from app.audit_months() m where m < $1::date order by m",
};

/** The months before this one that the database has a partition for. */
export async function findMonths(tx: Tx, before: string): Promise<string[]> {
  return (await tx.send<{ month: string }>(monthsStatement, [before])).map(({ month }) => month);
}

const monthStatement: Statement = {
  name: "audit_month",
  text: "select $1 as month, s.* from app.audit_month($1::date) s",
};

/** A month in the database, read from end to end; undefined where there is none. */
export async function findMonth(tx: Tx, month: string): Promise<MonthRow | undefined> {
  return (await tx.send<MonthRow>(monthStatement, [month]))[0];
}

const storeStatement: Statement = {
  name: "store_audit_archive",
  text: `insert into audit_archives (month, file, bytes, sha256, entries, first_id, last_id, checkpoint)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (month) do update set file = excluded.file, bytes = excluded.bytes, sha256 = excluded.sha256, entries = excluded.entries,
      first_id = excluded.first_id, last_id = excluded.last_id, checkpoint = excluded.checkpoint, created_at = now()
      where audit_archives.removed_at is null`,
};

/** Notes the file of a month whose entries are still in the database. */
export function storeArchive(
  tx: Tx,
  archive: Omit<ArchiveRow, "created_at" | "removed" | "replaced_file">,
): Promise<unknown> {
  const { month, file, bytes, sha256, entries, first_id, last_id, checkpoint } = archive;
  return tx.send(storeStatement, [month, file, bytes, sha256, entries, first_id, last_id, checkpoint]);
}

const removeStatement: Statement = {
  name: "remove_archived_month",
  text: "select app.remove_archived_month($1::date)",
};

/** Takes the entries of an archived month out of the database. */
export const removeArchivedMonth = (tx: Tx, month: string) => tx.send(removeStatement, [month]);

const replaceStatement: Statement = {
  name: "replace_audit_archive",
  text: `update audit_archives set replaced_file = file, file = $3, bytes = $4, sha256 = $5 where month = $1 and file = $2 returning id`,
};

/** Another file takes the place of this one; false where it did already. */
export async function replaceArchive(
  tx: Tx,
  { month, file }: Pick<ArchiveRow, "month" | "file">,
  by: Pick<ArchiveRow, "file" | "bytes" | "sha256">,
): Promise<boolean> {
  return (await tx.send(replaceStatement, [month, file, by.file, by.bytes, by.sha256])).length > 0;
}

const goneStatement: Statement = {
  name: "audit_archive_replaced",
  text: "update audit_archives set replaced_file = null where month = $1 and replaced_file = $2",
};

/** The replaced file is gone. */
export const noteReplacedGone = (tx: Tx, { month, replaced_file }: Pick<ArchiveRow, "month" | "replaced_file">) =>
  tx.send(goneStatement, [month, replaced_file]);

/** Any number that only the clock of archiving locks. */
const CLOCK_LOCK = 7_305_221_908;
const clockLock: Statement = { name: "archive_clock_lock", text: "select pg_advisory_xact_lock($1)" };
const dueStatement: Statement = {
  name: "archiving_due",
  text: `select exists (select from app.audit_months() m where m < $2::date) and not exists (
      select from jobs where kind = $1 and user_id is null and created_at > now() - interval '20 hours') as due`,
};

/** Whether the clock should ask for archiving: there is a month before this one, and it has not asked today. One process at a time. */
export async function isArchivingDue(tx: Tx, kind: string, before: string): Promise<boolean> {
  await tx.send(clockLock, [CLOCK_LOCK]);
  return (await tx.send<{ due: boolean }>(dueStatement, [kind, before]))[0]!.due;
}
