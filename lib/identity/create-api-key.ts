import { z } from "zod";
import { insertKey } from "@/db/queries/identity/api-keys";
import { findUser } from "@/db/queries/identity/users";
import { scopes } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { id, text } from "@/lib/kernel/input";
import { queueMail } from "@/lib/notify/queue-mail";
import { newKey } from "./key-format";
import { keyCreatedMail } from "./mails";
import { canCreateKeyFor } from "./policy";

/** Makes a key that acts as its user, narrowed to scopes. The key itself is in this answer and nowhere else. */
export const createApiKey = command({
  action: "identity.key.create",
  input: z.object({
    userId: id(),
    name: text(100).default(""),
    scopes: z
      .array(z.enum(scopes, { error: `should be among ${scopes.join(", ")}` }))
      .min(1, "choose at least one")
      .transform((chosen) => [...new Set(chosen)]),
    /** Days from now; null: until revoked. */
    expiresInDays: z.number().int().min(1).max(3660).nullable().default(90),
  }),
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  allow: (actor, owner) => canCreateKeyFor(actor, owner.id),
  run: async (context, input) => {
    const { tx, target } = context;
    if (!target.isActive) throw new Fault("conflict", "This account is disabled.");
    const { key, prefix, hash } = newKey();
    const expiresAt = input.expiresInDays === null ? null : new Date(Date.now() + input.expiresInDays * 86_400_000);
    const made = await insertKey(tx, { ...input, userId: target.id, prefix, keyHash: hash, expiresAt });
    await queueMail(context, keyCreatedMail(target.email, { firstName: target.firstName, name: input.name, prefix }));
    return { id: made.id, key, prefix, scopes: input.scopes, expiresAt };
  },
});
