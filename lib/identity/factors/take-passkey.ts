import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import {
  findPasskeyByCredential,
  notePasskeyUse,
  spendChallenge,
  type KnownPasskey,
} from "@/db/queries/identity/passkeys";
import type { Tx } from "@/lib/kernel/database";
import type { Assertion } from "./factor-input";
import {
  CHALLENGE_SECONDS,
  digestOf,
  isChallenge,
  makeChallenge,
  type Purpose,
  type Subject,
} from "./passkey-challenge";
import { relyingParty } from "./relying-party";

export interface Occasion {
  purpose: Purpose;
  subject: Subject;
  /** The device must have recognized its person: the passkey is all that is asked for. */
  alone?: boolean;
}

/** What the browser is told to ask a passkey with; no ids: any that the person chooses. */
export const passkeyRequest = ({ purpose, subject, alone }: Occasion, known: { id: string; transports: string[] }[]) =>
  generateAuthenticationOptions({
    rpID: relyingParty().rpID,
    challenge: makeChallenge(purpose, subject),
    timeout: CHALLENGE_SECONDS * 1000,
    userVerification: alone ? "required" : "preferred",
    allowCredentials: known.map(({ id, transports }) => ({ id, transports: transports as never })),
  });
export type PasskeyRequest = Awaited<ReturnType<typeof passkeyRequest>>;

/**
 * The passkey that answered, its use noted. Undefined: it is not one that we know, was not asked for this or on this site,
 * answered before, or is a copy.
 */
export async function takePasskey(tx: Tx, given: Assertion, occasion: Occasion): Promise<KnownPasskey | undefined> {
  const challenge = challengeIn(given);
  if (challenge === undefined || !isChallenge(challenge.text, occasion.purpose, occasion.subject)) return undefined;
  const passkey = await findPasskeyByCredential(tx, given.id);
  if (!passkey) return undefined;
  const { origin, rpID } = relyingParty();
  const { transports, counter, publicKey } = passkey;
  const verified = await verifyAuthenticationResponse({
    response: given as never,
    expectedChallenge: challenge.encoded,
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: { id: given.id, publicKey: new Uint8Array(publicKey), counter, transports: transports as never },
    requireUserVerification: occasion.alone ?? false,
  }).catch(() => undefined); // it throws for what does not fit
  if (!verified?.verified) return undefined;
  if (!(await spendChallenge(tx, digestOf(challenge.text), CHALLENGE_SECONDS))) return undefined;
  const { newCounter, credentialBackedUp } = verified.authenticationInfo;
  return (await notePasskeyUse(tx, passkey.id, newCounter, credentialBackedUp)) ? passkey : undefined;
}

/** The challenge that an answer says it answers, as it was made and as it was sent. */
export function challengeIn(given: { response: { clientDataJSON: string } }) {
  try {
    const said = JSON.parse(Buffer.from(given.response.clientDataJSON, "base64url").toString()) as Record<
      string,
      unknown
    >;
    if (typeof said.challenge !== "string") return undefined;
    return { encoded: said.challenge, text: Buffer.from(said.challenge, "base64url").toString() };
  } catch {
    return undefined;
  }
}
