import { createHash, hkdfSync } from "node:crypto";
import { bech32 } from "@scure/base";
import { identityToRecipient } from "age-encryption";

/** A key of the ring, SECURESPHERE_ENCRYPTION_KEYS. */
export interface RingKey {
  id: string;
  key: Buffer;
}

/**
 * The age identity that follows from a key of the ring: whoever keeps the ring can open backups, with the `age` tool as
 * well, and there is no second secret to lose. Nothing of it stands in the database.
 */
export function identityOf({ key }: RingKey): string {
  const scalar = new Uint8Array(hkdfSync("sha256", key, "", "securesphere backup identity", 32));
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", scalar).toUpperCase();
}

export const recipientOf = (key: RingKey): Promise<string> => identityToRecipient(identityOf(key));

/** Proves who made an archive: age itself lets anyone who knows the recipient make one. */
export const sealingKeyOf = ({ key }: RingKey): Buffer =>
  Buffer.from(hkdfSync("sha256", key, "", "securesphere backup seal", 32));

/** Tells keys apart without telling them. */
export const fingerprintOf = ({ key }: RingKey): string =>
  createHash("sha256").update("securesphere ring key").update(key).digest("hex").slice(0, 16);
