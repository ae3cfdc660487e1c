import { z } from "zod";
import { listKeys } from "@/db/queries/identity/api-keys";
import { query } from "@/lib/kernel/query";
import { anyone } from "./policy";

/** The actor's own keys, newest first, revoked and expired ones too; for the command line everybody's. */
export const listApiKeys = query({
  action: "identity.key.list",
  input: z.object({}),
  allow: anyone,
  run: ({ tx, actor }) => listKeys(tx, actor.userId || undefined),
});
