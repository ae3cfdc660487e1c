import { id, limit } from "@/lib/kernel/input";
import { z } from "zod";
import { exportFormats, markings } from "./exported";

const MOST_CHOSEN = 5_000;

/** What is exported: what a case holds, identifiers that were chosen, or those linked to a search. */
export const exportInput = z
  .object({
    format: z.enum(exportFormats),
    marking: z.enum(markings, { error: "says to whom it may be passed on; choose one" }),
    case_id: id().optional(),
    osint_result_id: id().optional(),
    identifier_ids: z.array(id()).min(1).max(MOST_CHOSEN).optional(),
  })
  .refine(
    ({ case_id, osint_result_id, identifier_ids }) =>
      [case_id, osint_result_id, identifier_ids].filter((given) => given !== undefined).length === 1,
    { path: ["case_id"], message: "say one thing to export: a case, a search or identifiers" },
  );

export const listExportsInput = z.object({ limit: limit(200, 50), cursor: z.string().max(100).optional() });
