import { type Command, InvalidArgumentError } from "commander";
import { type Backup } from "@/lib/backup/describe-backup";
import { findBackupByName } from "@/lib/backup/find-backup-by-name";
import { listBackups } from "@/lib/backup/list-backups";
import { makeBackup } from "@/lib/backup/make/make-backup";
import { pruneBackups } from "@/lib/backup/prune-backups";
import { emptyDatabase, emptyDirectory, isDatabase } from "@/lib/backup/restore/place";
import { restoreBackup } from "@/lib/backup/restore/restore-backup";
import { openTarget } from "@/lib/backup/target/open-target";
import { type Verified, verifyBackup } from "@/lib/backup/verify/verify-backup";
import { appPassword } from "@/lib/kernel/app-password";
import { systemCaller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { Fault } from "@/lib/kernel/fault";
import { prepareRestore } from "@/server/prepare-restore";
import { restoredReads } from "@/server/restored-reads";

import { print, toldAtTheTerminal, withDatabase } from "../session";

const operator = systemCaller("cli");

/** `backup`: everything, to be had again. */
export function backupCommand(program: Command): void {
  const group = program.command("backup").description("backups of the database and its evidence");
  group
    .command("create")
    .description("make a backup, and prove it by restoring it into a database started for the moment")
    .option("--no-verify", "do not restore it")
    .action(create);
  group
    .command("list")
    .description("list backups, the newest first")
    .option("--target", "as the target has them: needs no database")
    .action(list);
  group
    .command("verify <id>")
    .description("restore a backup into a database started for the moment, and check everything")
    .action(verify);
  group
    .command("restore <id>")
    .description("restore a backup, by its id or from a file, into an empty place, and prove what stands there")
    .requiredOption("--into <place>", "an empty data directory, or the address of an empty database as its owner")
    .option("--evidence <url>", "with a database: where evidence goes, file:/an/empty/directory", fileUrl)
    .action(restore);
  group
    .command("prune")
    .description("remove the backups that are not to be kept any longer")
    .option("--dry-run", "only name them")
    .action(prune);
}

function fileUrl(value: string): string {
  if (!value.startsWith("file:")) throw new InvalidArgumentError("It should be file:/a/directory.");
  return value;
}

async function create({ verify: wanted }: { verify: boolean }, command: Command) {
  const told = toldAtTheTerminal();
  const result = await withDatabase(async () => {
    const { id, name, sha256, bytes, rows, evidence } = await makeBackup(operator, {
      trigger: "person",
      jobId: null,
      ...told,
    });
    const made = { id: name, size: bytes, sha256, rows, evidence, target: openTarget().description };
    if (!wanted) return { ...made, verification: null };
    const verification = await verifyBackup(operator, { backup: { id, name, sha256 }, reads: restoredReads, ...told });
    return { ...made, verification };
  });
  const { verification } = result;
  const about = `${result.id}  ${megabytes(result.size)}, ${result.rows.toLocaleString("en")} rows, ${result.evidence.files} files`;
  print(command, result, verification ? `${about}\n${words(verification)}` : about);
  if (verification?.status === "failed") throw new Fault("conflict", "The backup was made, but it is no good.");
}

async function list({ target }: { target?: boolean }, command: Command) {
  if (target) {
    prepareRestore([process.env.SECURESPHERE_DATA_DIR || ".data"]);
    const stored = (await openTarget().list()).sort((a, b) => b.name.localeCompare(a.name));
    const backups = stored.map(({ name, size, storedAt }) => ({ id: name, size, stored_at: storedAt.toISOString() }));
    const lines = backups.map(({ id, size }) => `${id}  ${megabytes(size)}`);
    return print(command, { backups }, lines.join("\n") || "There is none yet.");
  }
  const backups = await withDatabase(async () => {
    const all: Backup[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listBackups(operator, { limit: 100, cursor });
      all.push(...page.backups);
      if (!page.next_cursor) return all;
      cursor = page.next_cursor;
    }
  });
  const shown = backups.map(({ id, name, ...backup }) => ({ id: name, record_id: id, ...backup }));
  const lines = backups.map((backup) => `${backup.name}  ${stateOf(backup)}`);
  print(command, { backups: shown }, lines.join("\n") || "There is none yet.");
}

function stateOf({ status, size, error, verification, removed_at }: Backup): string {
  if (status !== "done") return status === "failed" ? `failed: ${error}` : "being made";
  if (removed_at) return `${megabytes(size ?? 0)}, removed`;
  const proof = verification
    ? verification.status === "passed"
      ? "verified"
      : `no good: ${verification.error}`
    : "not verified";
  return `${megabytes(size ?? 0)}, ${proof}`;
}

async function verify(id: string, _options: object, command: Command) {
  const told = toldAtTheTerminal();
  const result = await withDatabase(async () => {
    const backup = await findBackupByName(operator, { name: id });
    return { id, ...(await verifyBackup(operator, { backup, reads: restoredReads, ...told })) };
  });
  print(command, result, words(result));
  if (result.status === "failed") throw new Fault("conflict", "This backup is no good.");
}

async function restore(from: string, { into, evidence }: { into: string; evidence?: string }, command: Command) {
  const here = process.env.SECURESPHERE_DATA_DIR || ".data";
  prepareRestore(isDatabase(into) ? [here] : [into, here]);
  const told = toldAtTheTerminal();
  const place = isDatabase(into)
    ? await emptyDatabase(into, evidence ?? config().storageUrl)
    : await emptyDirectory(into, (line) => console.error(line));
  const role =
    isDatabase(into) && process.env.DATABASE_APP_URL
      ? { url: process.env.DATABASE_APP_URL }
      : { password: appPassword(config().authSecret) };
  const restored = await restoreBackup({ from, place, role, reads: restoredReads, ...told });
  const { name, ...rest } = restored;
  const text = [
    `Restored ${name}, the state of ${restored.taken_at}, into ${restored.into}.`,
    `Compared: ${restored.rows.toLocaleString("en")} rows of ${restored.tables} tables (${restored.audit_rows.toLocaleString("en")} of the audit trail), ${restored.evidence_files} files. ${Math.round(restored.ms / 1000)} s.`,
    ...restored.problems.map((problem) => `Not as it should be: ${problem}`),
    "Everyone signs in again.",
  ];
  print(command, { id: name, ...rest }, text.join("\n"));
  if (restored.problems.length > 0)
    throw new Fault("conflict", "It was restored, but not all of it is as it should be.");
}

async function prune({ dryRun = false }: { dryRun?: boolean }, command: Command) {
  const result = await withDatabase(() => pruneBackups(operator, { dryRun }));
  const none = "There is nothing that may go.";
  print(
    command,
    { ...result, dry_run: dryRun },
    result.pruned.map((name) => (dryRun ? name : `Removed ${name}`)).join("\n") || none,
  );
}

function words({ status, ms, error, checked }: Verified): string {
  const seconds = `${(ms / 1000).toFixed(1)} s`;
  if (status === "failed") return `No good, after ${seconds}: ${error}`;
  return `Restored and compared in ${seconds}: ${checked!.rows.toLocaleString("en")} rows of ${checked!.tables} tables, ${checked!.evidence_files} files.`;
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;
