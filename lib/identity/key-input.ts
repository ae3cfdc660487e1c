import { z } from "zod";
import { scopes } from "@/lib/kernel/actor";
import { id, text } from "@/lib/kernel/input";

/** What a new key is for. This file knows no server, so that the screen checks what is typed by it too. */
export const keyInput = z.object({
  userId: id(),
  name: text(100).default(""),
  scopes: z
    .array(z.enum(scopes, { error: `should be among ${scopes.join(", ")}` }))
    .min(1, "choose at least one")
    .transform((chosen) => [...new Set(chosen)]),
  /** Days from now; null: until revoked. */
  expiresInDays: z.number().int().min(1).max(3660).nullable().default(90),
});
