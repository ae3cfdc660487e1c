import type { z } from "zod";
import type { CaseRow } from "@/db/queries/intelligence/cases";
import type { Definition } from "@/lib/kernel/use-case";
import { look, type Seen } from "../look";
import { canReadCase } from "./case-policy";

/**
 * Makes a use case that shows what a case holds. To whom it is not open it is not there, its line in the register or not.
 * A superuser for whom the glass was broken looks for the reason it was broken for, whatever else it is looking for.
 */
export const lookIntoCase = <Schema extends z.ZodType, Target, Output>({
  caseOf,
  target,
  ...definition
}: Omit<Definition<Schema, Target, Output>, "allow" | "target"> & {
  target: (
    tx: Parameters<NonNullable<Definition<Schema, Target, Output>["target"]>>[0],
    input: z.output<Schema>,
  ) => Promise<Target | undefined>;
  caseOf: (target: Target) => CaseRow;
}) =>
  look<Schema, Target, Output>({
    ...definition,
    target: async (tx, input) => {
      const found = await target(tx, input);
      return found !== undefined && caseOf(found).is_open ? found : undefined;
    },
    allow: (actor, found) => canReadCase(actor, caseOf(found)),
    seen: (_result, _input, found): Seen => {
      const { id, organization_id: organizationId } = caseOf(found);
      return { table: "cases", recordId: id, organizationId };
    },
    purpose: (found) => {
      const reason = caseOf(found).glass_reason;
      return reason === null ? undefined : `break-glass: ${reason}`;
    },
  });
