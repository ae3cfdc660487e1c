import { z } from "zod";
import { findFacets } from "@/db/queries/audit/entries";
import { busyActions, busyTables } from "@/db/schema/audit/audit-log";
import { query } from "@/lib/kernel/query";
import { canReadTrail } from "./policy";

/** What the trail can be narrowed to: the tables and actions that occur in it. */
export const listAuditFacets = query({
  action: "audit.facets.list",
  input: z.object({}),
  allow: canReadTrail,
  run: async ({ tx }) => {
    const { tables, actions } = await findFacets(tx);
    return { tables: [...busyTables, ...tables].sort(), actions: [...busyActions, ...actions].sort() };
  },
});
