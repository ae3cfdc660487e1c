import { z } from "zod";
import { findEntry } from "@/db/queries/audit/entries";
import { query } from "@/lib/kernel/query";
import { positionOf } from "./entry-key";
import { canReadTrail } from "./policy";

/** One entry with everything about it, by its key (see entry-key.ts). */
export const getAuditEntry = query({
  action: "audit.entry.get",
  input: z.object({ key: z.string().max(40) }),
  target: async (tx, { key }) => {
    const position = positionOf(key);
    return position && findEntry(tx, position);
  },
  subject: "entry",
  allow: canReadTrail,
  run: async ({ target }) => target,
});
