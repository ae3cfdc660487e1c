"use client";

import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import type { SubmitResult } from "../use-submit";

type Options<Start extends (given: never) => unknown> = Parameters<Start>[0] extends { optionsJSON: infer Asked }
  ? Asked
  : never;

/** Lets the browser ask for a passkey. A refusal says what to do, whoever refused. */
export const askPasskey = (optionsJSON: Options<typeof startAuthentication>) =>
  told(startAuthentication({ optionsJSON }), "No passkey was used. Try again, or use something else.");

/** Lets the browser make a passkey. */
export const makePasskey = (optionsJSON: Options<typeof startRegistration>) =>
  told(startRegistration({ optionsJSON }), "No passkey was made. Try again, or use an authenticator app.");

async function told<Answer>(asked: Promise<Answer>, otherwise: string): Promise<SubmitResult<Answer>> {
  try {
    return { ok: true, data: await asked };
  } catch (error) {
    const isKnown = error instanceof Error && error.name === "InvalidStateError";
    return {
      ok: false,
      fault: { message: isKnown ? "This device has a passkey for your account already." : otherwise },
    };
  }
}
