import { Secret, TOTP } from "otpauth";
import { addPasskey } from "@/lib/identity/factors/add-passkey";
import { beginPasskey } from "@/lib/identity/factors/begin-passkey";
import { confirmApp } from "@/lib/identity/factors/confirm-app";
import { startApp } from "@/lib/identity/factors/start-app";
import { signIn } from "@/lib/identity/sign-in";
import type { Caller } from "@/lib/kernel/actor";
import { PASSWORD, visitor } from "./members";
import { makePasskey } from "./software-passkey";
import type { World } from "./world";

/** The public address of tests of passkeys: browsers make them for names alone. */
export const PASSKEY_HOME = { origin: "https://securesphere.test", rpID: "securesphere.test" };

/** What an app shows now that was set up by typing its secret. */
export const codeOf = (secret: string, timestamp = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate({ timestamp });

/** Adds an authenticator app to the caller's account; its current code may be used once more. */
export async function addApp(world: World, caller: Caller, name = "Phone") {
  const { authenticatorId, text } = await startApp(caller, { name });
  const { recoveryCodes } = await confirmApp(caller, { authenticatorId, code: codeOf(text) });
  const forget = () => world.sql("update authenticators set last_step = 0 where id = $1", [authenticatorId]);
  await forget();
  return { id: authenticatorId, secret: text, code: () => codeOf(text), forget, recoveryCodes: recoveryCodes ?? [] };
}

/** Adds a passkey to the caller's account. */
export async function addSoftwarePasskey(caller: Caller, name = "Laptop") {
  const passkey = makePasskey(PASSKEY_HOME);
  const { recoveryCodes } = await addPasskey(caller, {
    name,
    response: passkey.register(await beginPasskey(caller, {})),
  });
  return { ...passkey, recoveryCodes: recoveryCodes ?? [] };
}

/** Gives the password, and returns what waits for the second factor. */
export async function beginToEnter(login: string) {
  const outcome = await signIn(visitor(), { login, password: PASSWORD });
  if (outcome.kind !== "factor-due") throw new Error(outcome.kind);
  return outcome;
}
