import type { ImportRow } from "@/db/queries/intelligence/imports";
import { findDataKeys } from "@/db/queries/vault/data-keys";
import type { Tx } from "@/lib/kernel/database";
import { Fault } from "@/lib/kernel/fault";
import { log } from "@/lib/kernel/log";
import type { WrappedDataKey } from "@/lib/vault/data-keys";
import { openOriginal } from "@/lib/vault/open-original";
import { DamagedError } from "@/lib/vault/segments";
import { Unreadable, type ImportFile } from "./import/record";

/** What an import's file is, and what opens it. */
interface ImportOriginal {
  organizationId: number;
  sha256: string;
  size: number;
  keys: WrappedDataKey[];
}

/** @throws Fault conflict for one that was read from a disk and not kept */
export async function originalOf(tx: Tx, row: ImportRow): Promise<ImportOriginal> {
  if (row.evidence_id === null)
    throw new Fault("conflict", "This file was read from a disk and not kept. Bring it in again from there.");
  const { organization_id: organizationId, sha256, size } = row;
  return { organizationId, sha256, size, keys: await findDataKeys(tx, organizationId) };
}

/**
 * Opens the stored file for the time of some work.
 * @throws Fault internal when it is damaged, invalid when it cannot be read as what it is said to be
 */
export async function withOriginal<T>(
  original: ImportOriginal,
  options: { verify: boolean; signal?: AbortSignal },
  work: (file: ImportFile) => Promise<T>,
): Promise<T> {
  try {
    const { file, close } = await openOriginal(original, original.keys, options);
    try {
      return await work(file);
    } finally {
      await close();
    }
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (error instanceof Unreadable) return new Fault("invalid", error.message);
  if (!(error instanceof DamagedError)) return error;
  log("error", "the file of an import is damaged", { error: error.message });
  return new Fault("internal", "The stored file is damaged, so it is not read. Bring it in again.");
}
