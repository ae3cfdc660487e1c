import { id, requiredText } from "@/lib/kernel/input";
import { z } from "zod";

/** Of an organization; without one, of everything. Forms send what was left empty as an empty text. */
export const setHoldInput = z.object({
  organization_id: z.preprocess((value) => (value === "" ? undefined : value), id().optional()),
  reason: requiredText(1_000),
});

export const liftHoldInput = z.object({ hold_id: id(), reason: requiredText(1_000) });
