import { z } from "zod";
import { listRequirements } from "@/db/queries/identity/factor-requirements";
import { roles } from "@/db/schema/identity/users";
import { query } from "@/lib/kernel/query";
import { canAdminister } from "./policy";

/** More organizations than this with a rule of their own are better served by a rule for the role. */
const MOST = 1000;

/** Who must have a second factor: every role with whether it must, and the organizations whose people all must. */
export const listFactorRequirements = query({
  action: "identity.factor.list-requirements",
  input: z.object({}),
  allow: canAdminister,
  run: async ({ tx }) => {
    const rows = await listRequirements(tx, MOST);
    return {
      roles: roles.map((role) => ({ role, isRequired: rows.some((row) => row.role === role) })),
      organizations: rows.flatMap(({ organizationId: id, organization: name }) =>
        id === null ? [] : [{ id, name: name! }],
      ),
    };
  },
});
