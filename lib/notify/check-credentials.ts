import { z } from "zod";
import { findValid } from "@/db/queries/kernel/credentials";
import { systemCaller } from "@/lib/kernel/actor";
import { SESSION_IDLE_SECONDS } from "@/lib/kernel/enter";
import { query } from "@/lib/kernel/query";

export interface StreamCredential {
  kind: "session" | "key";
  hash: Buffer;
}

const check = query({
  action: "notify.streams.check",
  input: z.object({ credentials: z.array(z.custom<StreamCredential>()) }),
  as: "job:streams",
  allow: () => true,
  run: ({ tx }, { credentials }) => findValid(tx, credentials, SESSION_IDLE_SECONDS),
});

/** Which of these still let somebody in, by their hashes in base64: one statement, however many streams are open. */
export async function validCredentials(credentials: StreamCredential[]): Promise<Set<string>> {
  const hashes = await check(systemCaller("job:streams"), { credentials });
  return new Set(hashes.map((hash) => hash.toString("base64")));
}
