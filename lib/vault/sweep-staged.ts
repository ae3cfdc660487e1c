import { z } from "zod";
import { deleteEvidence, findNeverLinked, findUnnamed } from "@/db/queries/vault/evidence";
import { systemCaller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { query } from "@/lib/kernel/query";
import type { BlobKey } from "./blob-store";
import { canSweep } from "./policy";
import { removeUnnamed } from "./release-file";
import { blobStore } from "./store";

/** Milliseconds an upload may wait for the answer that links it. */
const PATIENCE = 24 * 3600 * 1000;

const moment = z.object({ before: z.date() });
const job = systemCaller("job:vault");

const dropRows = command({
  action: "vault.evidence.sweep",
  input: moment,
  allow: canSweep,
  run: async ({ tx }, { before }) => {
    const rows = await findNeverLinked(tx, before);
    for (const row of rows) await deleteEvidence(tx, row.id);
    return rows.length;
  },
});

const listUnnamed = query({
  action: "vault.files.list-unnamed",
  input: z.object({ files: z.array(z.custom<BlobKey>()) }),
  allow: canSweep,
  run: async ({ tx }, { files }) => {
    const organizationId = files[0]!.organizationId;
    const hashes = await findUnnamed(
      tx,
      organizationId,
      files.map((file) => file.sha256),
    );
    return hashes.map((sha256) => ({ organizationId, sha256 }));
  },
});

const dropFile = command({
  action: "vault.file.sweep",
  input: moment.extend({ file: z.custom<BlobKey>() }),
  allow: canSweep,
  run: ({ tx }, { file, before }) => removeUnnamed(tx, file, before),
});

/**
 * Removes what uploads left behind a day ago: parts of files, rows that no answer ever linked, files that no row names.
 * May run beside uploads and other sweeps.
 */
export async function sweepStaged(now = new Date()): Promise<{ parts: number; rows: number; files: number }> {
  const before = new Date(now.getTime() - PATIENCE);
  const parts = await blobStore().sweepStaged(before);
  let rows = 0;
  for (let dropped = -1; dropped !== 0; rows += dropped) dropped = await dropRows(job, { before });
  let files = 0;
  for await (const page of blobStore().list()) {
    if (page.length === 0) continue;
    for (const file of await listUnnamed(job, { files: page })) {
      if (await dropFile(job, { file, before })) files += 1;
    }
  }
  return { parts, rows, files };
}
