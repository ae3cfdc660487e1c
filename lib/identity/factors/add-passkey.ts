import { verifyRegistrationResponse } from "@simplewebauthn/server";
import { lockFactors } from "@/db/queries/identity/factors";
import { insertPasskey, passkeyIdsOf, spendChallenge } from "@/db/queries/identity/passkeys";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { isPerson } from "../policy";
import { passkeyInput } from "./factor-input";
import { welcomeFactor } from "./keep-factor";
import { MOST_FACTORS } from "./most-factors";
import { CHALLENGE_SECONDS, digestOf, isChallenge } from "./passkey-challenge";
import { relyingParty } from "./relying-party";
import { challengeIn } from "./take-passkey";

const refused = () =>
  new Fault("invalid", "This passkey was not made for this page, or too late. Nothing was added; try again.");

/** Keeps a passkey that the browser has made. Answers with recovery codes where there were none. */
export const addPasskey = command({
  action: "identity.passkey.add",
  input: passkeyInput,
  beforeSecondFactor: true,
  sensitive: true,
  allow: isPerson,
  constraints: {
    passkeys_credential_id_unique: { path: "response", message: "This passkey is in use already." },
  },
  run: async (context, { name, response }) => {
    const { tx, actor } = context;
    const challenge = challengeIn(response);
    if (!challenge || !isChallenge(challenge.text, "register", actor.sessionId ?? "")) throw refused();
    const { origin, rpID } = relyingParty();
    const verified = await verifyRegistrationResponse({
      response: response as never,
      expectedChallenge: challenge.encoded,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: false,
    }).catch(() => undefined); // it throws for what does not fit
    if (!verified?.verified) throw refused();
    if (!(await spendChallenge(tx, digestOf(challenge.text), CHALLENGE_SECONDS))) throw refused();
    await lockFactors(tx, actor.userId);
    if ((await passkeyIdsOf(tx, actor.userId)).length >= MOST_FACTORS) {
      throw new Fault("conflict", `${MOST_FACTORS} passkeys are the most. Remove one first.`);
    }
    const { credential, credentialBackedUp } = verified.registrationInfo;
    const id = await insertPasskey(tx, {
      userId: actor.userId,
      name,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: response.response.transports,
      isBackedUp: credentialBackedUp,
    });
    return { recoveryCodes: await welcomeFactor(context, { kind: "passkey", id, name }) };
  },
});
