import type { z } from "zod";
import type { Caller } from "./actor";
import { parse } from "./input";
import type { UseCase } from "./use-case";

/**
 * A use case made of several, each of which passes the gate by itself, so that no connection is held while a password is
 * hashed or another server is asked. The steps decide who may; the steps' names stand in the audit trail.
 */
export function staged<Schema extends z.ZodType, Output>(
  about: Pick<UseCase<Schema>, "action" | "input" | "as" | "scope">,
  run: (caller: Caller, input: z.output<Schema>) => Promise<Output>,
): UseCase<Schema, Output> {
  const useCase = async (caller: Caller, raw: z.input<Schema>) => run(caller, parse(about.input, raw));
  return Object.assign(useCase, { kind: "command" as const, ...about });
}

/**
 * The caller for the steps before the one that changes something: they are done anew at each try, and the
 * `Idempotency-Key` is left for that last one, whose answer is the one to keep.
 */
export const preparing = (caller: Caller): Caller => ({ ...caller, idempotencyKey: undefined });
