import { z } from "zod";
import { findKey, revokeKeyById } from "@/db/queries/identity/api-keys";
import { command } from "@/lib/kernel/command";
import { id } from "@/lib/kernel/input";
import { canRevokeKeyOf } from "./policy";

/** The key stops at once, for good. Revoking it again changes nothing. */
export const revokeApiKey = command({
  action: "identity.key.revoke",
  input: z.object({ keyId: id() }),
  target: (tx, input) => findKey(tx, input.keyId),
  subject: "key",
  allow: (actor, key) => canRevokeKeyOf(actor, key.userId),
  run: ({ tx, target }) => revokeKeyById(tx, target.id),
});
