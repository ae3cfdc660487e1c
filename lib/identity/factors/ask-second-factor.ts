import { z } from "zod";
import { factorsOf } from "@/db/queries/identity/factors";
import { passkeyIdsOf } from "@/db/queries/identity/passkeys";
import { findSignIn } from "@/db/queries/identity/sign-in";
import { query } from "@/lib/kernel/query";
import { anyone } from "../policy";
import type { AskedFactors } from "../sign-in";
import { hashToken } from "../token";
import { secondFactorOccasion } from "./finish-sign-in";
import { passkeyRequest } from "./take-passkey";

/** By which second factors a sign-in that was begun can go on; undefined: it is over. */
export const askSecondFactor = query({
  action: "identity.session.ask-factor",
  input: z.object({ pending: z.string().max(200) }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx }, { pending }): Promise<AskedFactors | undefined> => {
    const hash = hashToken(pending);
    const waiting = await findSignIn(tx, hash);
    if (!waiting) return undefined;
    const factors = await factorsOf(tx, waiting.userId);
    const request = factors.passkey
      ? await passkeyRequest(secondFactorOccasion(hash), await passkeyIdsOf(tx, waiting.userId))
      : undefined;
    return { ...factors, request };
  },
});
