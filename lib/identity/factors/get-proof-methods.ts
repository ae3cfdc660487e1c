import { z } from "zod";
import { readOwnPasswordHash } from "@/db/queries/identity/credentials";
import { factorsOf } from "@/db/queries/identity/factors";
import { passkeyIdsOf } from "@/db/queries/identity/passkeys";
import { query } from "@/lib/kernel/query";
import { isPerson } from "../policy";
import { provingOccasion } from "./prove-person";
import { passkeyRequest } from "./take-passkey";

/** How the actor can show once more who it is: by a second factor where it has one, otherwise by the password. */
export const getProofMethods = query({
  action: "identity.session.ask-proof",
  input: z.object({}),
  beforePasswordChange: true,
  allow: isPerson,
  run: async ({ tx, actor }) => {
    const factors = await factorsOf(tx, actor.userId);
    if (!factors.app && !factors.passkey) {
      const password = (await readOwnPasswordHash(tx)) !== null;
      return { app: false, passkey: false, recovery: false, password, request: undefined };
    }
    const known = factors.passkey ? await passkeyIdsOf(tx, actor.userId) : [];
    const request = factors.passkey ? await passkeyRequest(provingOccasion(actor), known) : undefined;
    return { ...factors, password: false, request };
  },
});
