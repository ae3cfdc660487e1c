import { z } from "zod";
import { deleteExpiredKeys as deleteKeys } from "@/db/queries/kernel/idempotency";
import { systemCaller } from "./actor";
import { command } from "./command";

/** Hours for which the first answer to an `Idempotency-Key` is kept. */
const KEEP_HOURS = 24;

const expire = command({
  action: "kernel.idempotency.expire",
  input: z.object({}),
  allow: (actor) => actor.username.startsWith("job:"),
  run: ({ tx }) => deleteKeys(tx, KEEP_HOURS),
});

/** Forgets the answers kept for retries that no longer come. */
export const deleteExpiredKeys = () => expire(systemCaller("job:expire"), {});
