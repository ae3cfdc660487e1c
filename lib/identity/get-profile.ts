import { z } from "zod";
import { findUser } from "@/db/queries/identity/users";
import { query } from "@/lib/kernel/query";
import { isPerson } from "./policy";

/** The actor's own account. */
export const getProfile = query({
  action: "identity.profile.read",
  input: z.object({}),
  allow: isPerson,
  run: async ({ tx, actor }) => (await findUser(tx, actor.userId))!,
});
