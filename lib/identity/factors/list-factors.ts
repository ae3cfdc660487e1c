import { z } from "zod";
import { countRecoveryCodes, listAuthenticators, needsFactor } from "@/db/queries/identity/factors";
import { listPasskeys } from "@/db/queries/identity/passkeys";
import { query } from "@/lib/kernel/query";
import { isPerson } from "../policy";
import { passkeysArePossible } from "./relying-party";

/** The actor's own second factors, and whether it must have one. */
export const listFactors = query({
  action: "identity.factor.list",
  input: z.object({}),
  beforeSecondFactor: true,
  allow: isPerson,
  run: async ({ tx, actor: { userId } }) => ({
    apps: await listAuthenticators(tx, userId),
    passkeys: await listPasskeys(tx, userId),
    recoveryCodes: await countRecoveryCodes(tx, userId),
    isRequired: await needsFactor(tx),
    passkeysArePossible: passkeysArePossible(),
  }),
});
