import type { z } from "zod";
import type { Caller } from "@/lib/kernel/actor";
import { parse } from "@/lib/kernel/input";
import type { UseCase } from "@/lib/kernel/use-case";

/**
 * A use case made of several, each of which passes the gate by itself, so that no connection is held while a password is
 * hashed. The steps decide who may; the steps' names stand in the audit trail.
 */
export function staged<Schema extends z.ZodType, Output>(
  about: Pick<UseCase<Schema>, "action" | "input" | "as">,
  run: (caller: Caller, input: z.output<Schema>) => Promise<Output>,
): UseCase<Schema, Output> {
  const useCase = async (caller: Caller, raw: z.input<Schema>) => run(caller, parse(about.input, raw));
  return Object.assign(useCase, { kind: "command" as const, ...about });
}
