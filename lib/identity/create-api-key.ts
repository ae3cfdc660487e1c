import { insertKey } from "@/db/queries/identity/api-keys";
import { findUser } from "@/db/queries/identity/users";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import { queueMail } from "@/lib/notify/queue-mail";
import { newKey } from "./key-format";
import { keyInput } from "./key-input";
import { keyCreatedMail } from "./mails";
import { canCreateKeyFor } from "./policy";

/** Makes a key that acts as its user, narrowed to scopes. The key itself is in this answer and nowhere else. */
export const createApiKey = command({
  action: "identity.key.create",
  input: keyInput,
  target: (tx, input) => findUser(tx, input.userId),
  subject: "user",
  sensitive: true,
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
