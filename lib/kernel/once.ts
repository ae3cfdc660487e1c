import { createHash } from "node:crypto";
import type { z } from "zod";
import { claimKey, findKept, keepResponse } from "@/db/queries/kernel/idempotency";
import { Fault } from "./fault";
import type { Context, Definition } from "./use-case";

const ignore = () => {};

/** Runs once per `Idempotency-Key`: a retry gets the first answer, which is kept in the same transaction. */
export async function once<Schema extends z.ZodType, Target, Output>(
  context: Context<Target>,
  definition: Definition<Schema, Target, Output>,
  input: z.output<Schema>,
): Promise<Output> {
  const { tx, actor, caller } = context;
  const claim = {
    userId: actor.userId,
    action: definition.action,
    key: caller.idempotencyKey ?? "",
    bodyHash: createHash("sha256").update(JSON.stringify(input)).digest(),
  };
  if (await claimKey(tx, claim)) {
    const result = await definition.run({ ...context, commit: ignore }, input);
    await keepResponse(tx, claim, result);
    return result;
  }
  const kept = await findKept(tx, claim);
  if (kept && !kept.bodyHash.equals(claim.bodyHash)) {
    throw new Fault("invalid", "This Idempotency-Key was used with another body.", {
      fields: [{ path: "Idempotency-Key", message: "was used with another body" }],
    });
  }
  if (!kept)
    throw new Fault("conflict", "The first call with this Idempotency-Key is still running.", { retryAfter: 1 });
  return kept.response as Output;
}
