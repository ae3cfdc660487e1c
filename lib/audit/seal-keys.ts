import { hkdfSync } from "node:crypto";
import { config } from "@/lib/kernel/config";
import { type SigningKey, signingKey } from "./proof/checkpoint";

/**
 * The keys that sign checkpoints, the current one first. Each follows from a key of the ring, which is never in the
 * database: replicas agree without one more secret to share, and whoever keeps the ring has kept these.
 */
export const sealKeys = (): SigningKey[] =>
  config().encryptionKeys.map(({ key }) =>
    signingKey(Buffer.from(hkdfSync("sha256", key, "", "securesphere audit checkpoints", 32))),
  );

/** The public keys this installation believes. */
export const sealPublicKeys = (): string[] => sealKeys().map(({ publicKey }) => publicKey);
