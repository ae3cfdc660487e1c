import {
  findAuthenticatorsOf,
  takeRecoveryCode,
  takeStep,
  type SealedAuthenticator,
} from "@/db/queries/identity/factors";
import type { Factor } from "@/db/schema/identity/sessions";
import type { Tx } from "@/lib/kernel/database";
import { openDataKey } from "@/lib/vault/data-keys";
import { openValue, secretPlace } from "@/lib/vault/sealed-value";
import type { Assertion } from "./factor-input";
import { hashRecoveryCode } from "./recovery-code";
import { takePasskey, type Occasion } from "./take-passkey";
import { stepOfCode } from "./totp";

export const openSecret = ({ secret, dataKey }: SealedAuthenticator, userId: number) =>
  openValue(secret, openDataKey(dataKey), secretPlace(dataKey.organizationId, userId));

/** By which second factor an answer shows the person, used up with that; undefined: by none. */
export async function takeFactor(
  tx: Tx,
  userId: number,
  answer: { code?: string; passkey?: Assertion },
  occasion: Occasion,
): Promise<Factor | undefined> {
  if (answer.passkey) {
    const passkey = await takePasskey(tx, answer.passkey, occasion);
    return passkey?.userId === userId ? "passkey" : undefined;
  }
  const code = (answer.code ?? "").replace(/[\s-]/g, "");
  if (/^\d{6}$/.test(code)) return (await takeAppCode(tx, userId, code)) ? "app" : undefined;
  return (await takeRecoveryCode(tx, userId, hashRecoveryCode(code))) ? "recovery" : undefined;
}

async function takeAppCode(tx: Tx, userId: number, code: string): Promise<boolean> {
  for (const authenticator of await findAuthenticatorsOf(tx, userId)) {
    if (!authenticator.isConfirmed) continue;
    const step = stepOfCode(openSecret(authenticator, userId), code);
    if (step !== undefined) return takeStep(tx, authenticator.id, step);
  }
  return false;
}
