import type { z } from "zod";
import { logEvent } from "@/db/queries/kernel/events";
import { findPurpose } from "@/db/queries/intelligence/purposes";
import { command } from "@/lib/kernel/command";
import { Fault } from "@/lib/kernel/fault";
import type { Context, Definition, UseCase } from "@/lib/kernel/use-case";

/** What a look was at, for the audit trail: never what was seen there. */
export interface Seen {
  table: string;
  recordId?: number;
  /** Whose it is; by itself the organization of who looks. */
  organizationId?: number;
  details?: Record<string, unknown>;
}

/**
 * Makes a use case that shows what the workspace holds. Whoever looks has said what for, and the look is written down with
 * it in the same transaction: no trace, no look. The command line and jobs have their own names in the trail and say none.
 * @throws Fault purpose_required
 */
export const look = <Schema extends z.ZodType, Target = undefined, Output = void>(
  definition: Definition<Schema, Target, Output> & {
    seen: (
      result: Output,
      input: z.output<Schema>,
      target: Target,
      context: Pick<Context<Target>, "tx" | "actor">,
    ) => Seen | readonly Seen[] | Promise<Seen | readonly Seen[]>;
    /** What else than its own word somebody looks for: what it was let in for. */
    purpose?: (target: Target) => string | undefined;
  },
): UseCase<Schema, Output> =>
  command({
    ...definition,
    run: async (context, input) => {
      const { tx, actor, target } = context;
      const other = definition.purpose?.(target);
      const purpose = actor.userId && other === undefined ? await findPurpose(tx) : undefined;
      if (actor.userId && other === undefined && !purpose) throw purposeRequired();
      const result = await definition.run(context, input);
      const seen = [await definition.seen(result, input, target, context)].flat();
      const why = purpose && {
        purpose: purpose.purpose,
        ...(purpose.authority && { authority: purpose.authority }),
        ...(purpose.caseId && { case_id: purpose.caseId }),
      };
      const said = other === undefined ? why : { purpose: other };
      await Promise.all(
        seen.map(({ details, ...at }) => logEvent(tx, { action: "READ", ...at, details: { ...said, ...details } })),
      );
      return result;
    },
  });

export const purposeRequired = () =>
  new Fault("purpose_required", "Say first what you are looking for. Every look is kept with its purpose.");
