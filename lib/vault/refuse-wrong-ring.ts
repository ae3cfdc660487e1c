import { findWrappedSamples } from "@/db/wrapped-samples";
import { type Config, ConfigError } from "@/lib/kernel/config";
import { openDataKey } from "./data-keys";

/**
 * Whether the ring opens what the database holds, by one data key for each key of the ring that wraps any. Asked before
 * anything is written: a start with another ring would seal what nobody could open together with what stands there.
 * @throws ConfigError that names the key that is missing or wrong
 */
export async function refuseWrongRing(ownerUrl: string, ring: Config["encryptionKeys"]): Promise<void> {
  for (const { dataKeys, ...row } of await findWrappedSamples(ownerUrl)) {
    const many = dataKeys === 1 ? "a data key of the database is" : `${dataKeys} data keys of the database are`;
    if (!ring.some(({ id }) => id === row.ringKeyId))
      throw new ConfigError(
        `SECURESPHERE_ENCRYPTION_KEYS lacks the key "${row.ringKeyId}", by which ${many} wrapped. Nothing was changed.`,
      );
    try {
      openDataKey(row, ring);
    } catch {
      throw new ConfigError(
        `The key "${row.ringKeyId}" of SECURESPHERE_ENCRYPTION_KEYS is not the one by which ${many} wrapped. Nothing was changed.`,
      );
    }
  }
}
