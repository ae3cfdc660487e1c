import { z } from "zod";
import { listOpenJobs } from "@/db/queries/jobs/jobs";
import { findKeysStanding } from "@/db/queries/vault/rotation";
import { sealKeys } from "@/lib/audit/seal-keys";
import { describeJob } from "@/lib/jobs/describe-job";
import { config } from "@/lib/kernel/config";
import { query } from "@/lib/kernel/query";
import { canManageKeys } from "@/lib/vault/policy";
import { rotateKind } from "./rotate-kind";

/** How the keys stand: what each key of the ring is still needed for, and whether data keys are being renewed. */
export const getKeys = query({
  action: "vault.keys.get",
  input: z.object({}),
  allow: canManageKeys,
  run: async ({ tx }) => {
    const standing = await findKeysStanding(tx);
    const work = (await listOpenJobs(tx, [rotateKind.kind])).map(describeJob);
    const { wrapped, backups, sealedBy } = standing;
    const signs = sealKeys().map(({ publicKey }) => publicKey);
    const ring = config().encryptionKeys.map(({ id }, index) => {
      const isCurrent = index === 0;
      const seals = sealedBy !== null && signs[index] === sealedBy;
      const neededFor = [
        ...(isCurrent ? ["what is sealed from now on"] : []),
        ...(wrapped[id] ? [many(wrapped[id], "data key")] : []),
        ...(backups[id] ? [many(backups[id], "kept backup")] : []),
        ...(!isCurrent && seals ? ["the next checkpoint of the audit trail, which hands over"] : []),
      ];
      return {
        id,
        is_current: isCurrent,
        data_keys: wrapped[id] ?? 0,
        backups: backups[id] ?? 0,
        needed_for: neededFor,
      };
    });
    return {
      ring,
      data_keys: {
        current: standing.current,
        oldest: standing.oldest?.toISOString() ?? null,
        retired: standing.retired,
        outdated_files: standing.outdatedFiles,
        has_outdated_secrets: standing.keysOfOutdatedSecrets > 0,
      },
      work,
    };
  },
});

const many = (count: number, one: string) => (count === 1 ? `a ${one}` : `${count} ${one}s`);
