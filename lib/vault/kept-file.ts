import { z } from "zod";
import { findDataKeys, findHomeDataKey } from "@/db/queries/vault/data-keys";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { openDataKey } from "./data-keys";
import { homeDataKey } from "./home-data-key";
import { streamOf } from "./open-evidence";
import { canKeepFiles } from "./policy";
import { sealInto } from "./seal-into";
import { openSealedFile } from "./sealed-file";
import { DamagedError } from "./segments";
import { blobStore } from "./store";

/** A file that a job made. The sweep takes it a day later, since no row of evidence names it; personal data after a week. */
export const keptFile = z.object({ sha256: z.string(), size: z.number() });
export type KeptFile = z.infer<typeof keptFile>;

const ownKey = command({
  action: "vault.kept.write",
  input: z.object({}),
  allow: canKeepFiles,
  run: async ({ tx, actor }) => ({
    organizationId: actor.organizationId,
    dataKey: await homeDataKey(tx, actor.organizationId),
  }),
});

const ownKeys = query({
  action: "vault.kept.read",
  scope: "audit:read", // exports of the trail are fetched by keys, too
  input: z.object({}),
  allow: canKeepFiles,
  run: async ({ tx, actor }) => {
    const { organizationId } = actor;
    const reached = await findDataKeys(tx, organizationId);
    if (reached.length > 0) return { organizationId, keys: reached };
    const home = await findHomeDataKey(tx); // leads do not reach the organization they belong to
    return { organizationId, keys: home ? [home] : [] };
  },
});

/** Keeps what a job makes, encrypted for the organization of whoever asked, as it comes: memory stays constant. */
export async function keepFile(caller: Caller, chunks: AsyncIterable<Uint8Array>): Promise<KeptFile> {
  const { organizationId, dataKey } = await ownKey(caller, {});
  const staged = await blobStore().stage();
  try {
    const identity = await sealInto(staged, organizationId, dataKey, chunks);
    await staged.keep(identity);
    return { sha256: identity.sha256, size: identity.size };
  } finally {
    await staged.discard();
  }
}

/**
 * The plaintext of a kept file of the caller's organization.
 * @throws Fault not_found once it was swept, internal when it is damaged
 */
export async function openKeptFile(caller: Caller, { sha256, size }: KeptFile): Promise<ReadableStream<Uint8Array>> {
  const { organizationId, keys } = await ownKeys(caller, {});
  const stored = await blobStore().open({ organizationId, sha256 });
  if (!stored) throw new Fault("not_found", "This file was kept for a while and is gone. Make it again.");
  try {
    const file = await openSealedFile({ organizationId, sha256, size }, stored, (id) => {
      const row = keys.find((key) => key.id === id);
      return row && openDataKey(row);
    });
    return streamOf(file, stored);
  } catch (error) {
    await stored.close();
    if (!(error instanceof DamagedError)) throw error;
    throw new Fault("internal", "The stored file is damaged, so it is not handed out. Make it again.");
  }
}
