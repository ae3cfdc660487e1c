import { createHash, randomBytes } from "node:crypto";
import { withScratch } from "@/db/embedded/scratch";
import { migrate } from "@/db/migrate";
import type { Checked } from "@/db/schema/backup/backups";
import { hashed } from "@/lib/backup/hashed";
import { noteVerification } from "@/lib/backup/records";
import { loadArchive } from "@/lib/backup/restore/load-archive";
import type { Found } from "@/lib/backup/restore/found";
import { openTarget } from "@/lib/backup/target/open-target";
import { systemCaller, type Caller } from "@/lib/kernel/actor";
import { config } from "@/lib/kernel/config";
import { onDatabase } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { openFileStore } from "@/lib/vault/file-store";

/** One of the application's own reads: it throws where what it reads is not as it should be. */
export interface AppRead {
  name: string;
  run(caller: Caller): Promise<unknown>;
}

export interface Verifying {
  backup: { id: number; name: string; sha256: string | null };
  reads: readonly AppRead[];
  signal: AbortSignal;
  progress: (share: number, step: string) => void;
}

export interface Verified {
  status: "passed" | "failed";
  ms: number;
  error?: string;
  checked?: Checked;
}

/**
 * Restores a backup into a database server of its own, started for the moment, compares everything with what was backed
 * up, runs the application's own reads there, and writes down what came of it.
 * @throws Fault unavailable when the target is away, which says nothing about the backup
 */
export async function verifyBackup(caller: Caller, verifying: Verifying): Promise<Verified> {
  const begun = Date.now();
  const outcome = await look(verifying).catch((error: unknown): Omit<Verified, "ms"> => {
    verifying.signal.throwIfAborted();
    if (!(error instanceof Fault) || error.code === "unavailable") throw error;
    return { status: "failed", error: error.message };
  });
  const end: Verified = { ...outcome, ms: Date.now() - begun };
  await noteVerification(caller, { backup_id: verifying.backup.id, end });
  return end;
}

async function look({ backup, reads, signal, progress }: Verifying): Promise<Omit<Verified, "ms">> {
  const stored = await openTarget().open(backup.name);
  if (!stored) return { status: "failed", error: "It is not at the target any more." };
  return withScratch(config().dataDir, async ({ ownerUrl, folder }) => {
    progress(0.05, "Reading it back");
    const hash = createHash("sha256");
    const { head, found } = await loadArchive({
      source: hashed(stored.content, hash),
      ring: config().encryptionKeys,
      databaseUrl: ownerUrl,
      store: openFileStore(folder),
      forGood: false,
      signal,
      progress,
    });
    const problems = [...found.problems, ...found.fileProblems];
    if (head.name !== backup.name) problems.push(`it is the backup ${head.name} under another name`);
    if (backup.sha256 && hash.digest("hex") !== backup.sha256)
      problems.push("its file is not the one that was written");
    progress(0.9, "Reading as the application does");
    const { appUrl } = await migrate(ownerUrl, { password: randomBytes(24).toString("base64url") });
    problems.push(...(await runReads(appUrl, reads, signal)));
    const checked = checkedOf(found, reads);
    return problems.length > 0
      ? { status: "failed" as const, error: `${problems.join("; ")}.`, checked }
      : { status: "passed" as const, checked };
  });
}

/** What goes wrong when the application reads a restored database, which has been brought up to date as a start would. */
export async function runReads(appUrl: string, reads: readonly AppRead[], signal: AbortSignal): Promise<string[]> {
  const caller = systemCaller("job:backup-verification");
  return onDatabase(appUrl, async () => {
    const problems: string[] = [];
    for (const { name, run } of reads) {
      signal.throwIfAborted();
      await run(caller).catch((error: unknown) => {
        problems.push(`reading ${name} failed${error instanceof Fault ? ` (${error.message})` : ""}`);
      });
    }
    return problems;
  });
}

export const checkedOf = (found: Found, reads: readonly AppRead[]): Checked => ({
  tables: found.tables,
  rows: found.rows,
  audit_rows: found.auditRows,
  evidence_files: found.files,
  evidence_bytes: found.bytes,
  reads: reads.map(({ name }) => name),
});
