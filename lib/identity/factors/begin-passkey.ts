import { generateRegistrationOptions } from "@simplewebauthn/server";
import { z } from "zod";
import { passkeyIdsOf } from "@/db/queries/identity/passkeys";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { isPerson } from "../policy";
import { MOST_FACTORS } from "./most-factors";
import { CHALLENGE_SECONDS, makeChallenge } from "./passkey-challenge";
import { passkeysArePossible, relyingParty } from "./relying-party";

/** What the browser makes a passkey with, for the actor alone. */
export const beginPasskey = query({
  action: "identity.passkey.begin",
  input: z.object({}),
  beforeSecondFactor: true,
  sensitive: true,
  allow: isPerson,
  run: async ({ tx, actor }) => {
    if (!passkeysArePossible()) {
      throw new Fault("conflict", "Passkeys need an address with a name and HTTPS. Use an authenticator app.");
    }
    const known = await passkeyIdsOf(tx, actor.userId);
    if (known.length >= MOST_FACTORS) {
      throw new Fault("conflict", `${MOST_FACTORS} passkeys are the most. Remove one first.`);
    }
    const { rpID, rpName } = relyingParty();
    return generateRegistrationOptions({
      rpID,
      rpName,
      userID: new TextEncoder().encode(`securesphere-user-${actor.userId}`),
      userName: actor.email,
      userDisplayName: actor.name,
      challenge: makeChallenge("register", actor.sessionId ?? ""),
      timeout: CHALLENGE_SECONDS * 1000,
      attestationType: "none",
      excludeCredentials: known.map(({ id, transports }) => ({ id, transports: transports as never })),
      authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
    });
  },
});
