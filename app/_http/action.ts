import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { FaultCode, FieldError } from "@/lib/kernel/fault";
import type { UseCase } from "@/lib/kernel/use-case";
import { callerOf, requireSameOrigin } from "./caller";
import { asFault } from "./problem";
import { requestIdOf } from "./request-id";

/** What a server action answers: the output, or a refusal the screen can show. */
export type ActionResult<Output> =
  | { ok: true; data: Output }
  | {
      ok: false;
      fault: { code: FaultCode; message: string; fields?: FieldError[]; details?: Record<string, unknown> };
    };

/**
 * Makes a server action of a use case. In an `actions.ts` with "use server":
 * `export async function commentAction(input: z.input<typeof saveLeadComment.input>) { return act(saveLeadComment, input); }`
 */
export async function act<Schema extends z.ZodType, Output>(
  useCase: UseCase<Schema, Output>,
  input: z.input<Schema>,
): Promise<ActionResult<Output>> {
  const received = await headers();
  const requestId = requestIdOf(received);
  try {
    // Even before there is a cookie: signing somebody in from another site is an attack, too.
    requireSameOrigin(received);
    const caller = await callerOf("POST", received, requestId);
    return { ok: true, data: await useCase(caller, input) };
  } catch (error) {
    unstable_rethrow(error);
    const { code, message, extras } = asFault(error, requestId);
    return { ok: false, fault: { code, message, fields: extras.fields, details: extras.details } };
  }
}
