import { z } from "zod";
import { listHolds as find, type HoldRow } from "@/db/queries/audit/holds";
import { query } from "@/lib/kernel/query";
import { canHold } from "../policy";

/** The legal holds that stand, and those that were lifted. */
export const listHolds = query({
  action: "audit.hold.list",
  input: z.object({}),
  allow: canHold,
  run: async ({ tx }) => {
    const holds = (await find(tx)).map(describe);
    return {
      standing: holds.filter(({ lifted_at }) => !lifted_at),
      lifted: holds.filter(({ lifted_at }) => lifted_at),
    };
  },
});

const describe = ({ created_at, lifted_at, ...hold }: HoldRow) => ({
  ...hold,
  created_at: created_at.toISOString(),
  lifted_at: lifted_at?.toISOString() ?? null,
});

export type Hold = ReturnType<typeof describe>;
