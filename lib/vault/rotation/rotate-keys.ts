import { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { findOutdatedFiles, listTenantsWithKeys } from "@/db/queries/vault/rotation";
import type { Caller } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id } from "@/lib/kernel/input";
import { query } from "@/lib/kernel/query";
import { canManageKeys } from "@/lib/vault/policy";
import { whenNoBackupIsMade } from "./no-backup";
import { renewDataKey, type TenantKeys } from "./renew-data-key";
import { resealFile } from "./reseal-file";
import { DamagedSecretError, resealSecrets } from "./reseal-secrets";
import { rewrapKeys } from "./rewrap-keys";

const PAGE = 100;
const MOST_NAMED = 20;

export interface Rotating {
  organizationId?: number;
  /** Data keys that were made since are this rotation's own. */
  since: Date;
  /** Wrap the data keys anew, and leave them as they are. */
  ringOnly?: boolean;
  signal: AbortSignal;
  progress: (share: number, step: string) => void;
}

export interface Rotated {
  /** Data keys that were wrapped by the current key of the ring. */
  rewrapped: number;
  organizations: number;
  secrets: number;
  files: number;
  bytes: number;
  /** Files that did not open before, and were left as they are, under a key that therefore stays. */
  damaged: number;
  damaged_files: string[];
  /** Organizations that were not finished, and why: a secret of theirs does not open. Their old keys stay. */
  failed: string[];
}

const listTenants = query({
  action: "vault.keys.list-organizations",
  input: z.object({ organizationId: id().optional() }),
  allow: canManageKeys,
  run: ({ tx }, { organizationId }) => listTenantsWithKeys(tx, organizationId ?? null),
});

const listOutdated = query({
  action: "vault.files.list-outdated",
  input: z.object({ organizationId: id(), dataKeyId: id(), after: z.string() }),
  allow: canManageKeys,
  run: ({ tx }, { organizationId, dataKeyId, after }) => findOutdatedFiles(tx, organizationId, dataKeyId, after, PAGE),
});

const note = command({
  action: "vault.keys.note-rotation",
  input: z.object({ organizationId: id(), outcome: z.custom<object>() }),
  allow: canManageKeys,
  run: ({ tx }, { organizationId, outcome }) =>
    logEvent(tx, { action: "KEYS_ROTATED", table: "data_keys", organizationId, details: { ...outcome } }),
});

/**
 * Renews keys while people work: the ring's current key wraps every data key; then each organization gets a new data key,
 * under which its secrets and files are sealed anew, one by one, each opened again before the old one goes. Retired data
 * keys are destroyed a day later (see destroy-retired.ts). Stopped or killed, it goes on when it is begun again with the
 * same `since`. An organization with a damaged secret does not keep the others from theirs.
 */
export async function rotateKeys(caller: Caller, rotating: Rotating): Promise<Rotated> {
  const { organizationId, since, signal, progress, ringOnly = false } = rotating;
  progress(0, "Wrapping data keys anew");
  const total: Rotated = { rewrapped: await rewrapKeys(caller, signal), ...NOTHING, damaged_files: [], failed: [] };
  const tenants = ringOnly ? [] : await listTenants(caller, { organizationId });
  for (const [index, { id }] of tenants.entries()) {
    const keys = await whenNoBackupIsMade(signal, () => renewDataKey(caller, { organizationId: id, since }));
    const tell = (share: number) =>
      progress((index + share) / tenants.length, `Sealing anew: organization ${index + 1} of ${tenants.length}`);
    tell(0);
    const outcome = await resealTenant(caller, keys, signal, tell).catch((error: unknown) => {
      if (!(error instanceof DamagedSecretError)) throw error;
      total.failed.push(error.message);
    });
    if (!outcome) continue;
    const { damaged_files, ...counts } = outcome;
    await note(caller, { organizationId: id, outcome: { data_key: keys.current.id, ...counts } });
    for (const name of ["secrets", "files", "bytes", "damaged"] as const) total[name] += outcome[name];
    total.damaged_files.push(...damaged_files.slice(0, MOST_NAMED - total.damaged_files.length));
    total.organizations += 1;
  }
  return total;
}

/** @throws Fault conflict, naming what keeps organizations from being finished */
export function refuseUnfinished({ failed }: Rotated): void {
  if (failed.length === 0) return;
  const named = failed.slice(0, MOST_NAMED).join("; ");
  throw new Fault("conflict", `All organizations were finished but ${failed.length}. ${named}.`);
}

const NOTHING = { organizations: 0, secrets: 0, files: 0, bytes: 0, damaged: 0 };

/** Everything of an organization that is sealed under another data key than its current one. */
export async function resealTenant(
  caller: Caller,
  keys: TenantKeys,
  signal: AbortSignal,
  tell: (share: number) => void = () => undefined,
) {
  const { organizationId, current } = keys;
  const outcome = { secrets: 0, files: 0, bytes: 0, damaged: 0, damaged_files: [] as string[] };
  outcome.secrets = await resealSecrets(caller, keys, signal);
  for (let after = "", met = 0; ;) {
    const page = await listOutdated(caller, { organizationId, dataKeyId: current.id, after });
    for (const file of page) {
      signal.throwIfAborted();
      const result = await resealFile(caller, { organizationId, ...file }, keys, signal);
      if (result === "resealed") {
        outcome.files += 1;
        outcome.bytes += file.size;
      }
      if (result === "damaged") {
        outcome.damaged += 1;
        if (outcome.damaged_files.length < MOST_NAMED) outcome.damaged_files.push(`${organizationId}/${file.sha256}`);
      }
      tell(Math.min(1, ++met / Math.max(1, keys.outdatedFiles)));
    }
    if (page.length < PAGE) return outcome;
    after = page.at(-1)!.sha256;
  }
}
