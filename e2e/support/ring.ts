import { createHash } from "node:crypto";
import { forgetConfig } from "@/lib/kernel/config";

const keyOf = (name: string) => createHash("sha256").update(name).digest();
const standing = () => process.env.SECURESPHERE_ENCRYPTION_KEYS!;

/** Key rings of the test file's own: `put` adds one before those that stand, `only` leaves nothing but it. */
export function useRing() {
  let first: string | undefined;
  const set = (ring: string) => {
    first ??= standing();
    process.env.SECURESPHERE_ENCRYPTION_KEYS = ring;
    forgetConfig();
  };
  const entry = (name: string, secret = name) => `${name}:${keyOf(secret).toString("base64")}`;
  return {
    entry,
    put: (name: string) => set(`${entry(name)},${standing()}`),
    only: (name: string) => set(entry(name)),
  };
}
