import { z } from "zod";
import { findReset } from "@/db/queries/identity/resets";
import { Fault } from "@/lib/kernel/fault";
import { query } from "@/lib/kernel/query";
import { tokenInput } from "./account-input";
import { anyone } from "./policy";
import { hashToken } from "./token";

export const resetGone = () => new Fault("not_found", "This link is not valid any more. Ask for a new one.");

/** Whose password a reset link changes. Looking does not use it up. */
export const openReset = query({
  action: "identity.reset.open",
  input: z.object({ token: tokenInput }),
  as: "system:login",
  allow: anyone,
  run: async ({ tx }, { token }) => {
    const person = await findReset(tx, hashToken(token));
    if (!person) throw resetGone();
    return { username: person.username, email: person.email };
  },
});
